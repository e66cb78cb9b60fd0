/** How Viewflow chooses, splits and joins. `docs/from-viewflow.md` leads to each of these. */
import { flow, type Process } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { databases } from '../promises/databases.ts'
import { problemsOf } from '../sketch-flow.ts'
import { lastTask } from './last-task.ts'
import { trace } from './trace.ts'

const data = z.object({
  size: z.number(),
  names: z.array(z.string()).default([]),
  votes: z.array(z.string()).default([]),
})
const input = z.object({ size: z.number(), names: z.array(z.string()).default([]) })

const choice = flow('choice', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, (given) => given).next('isLarge'),
    isLarge: n
      .if((visit) => visit.process.data.size > 10)
      .yes('large')
      .no('which'),
    which: n
      .switch()
      .when((visit) => visit.process.data.size > 5, 'middle')
      .when((visit) => visit.process.data.size > 4, 'never')
      .otherwise('small'),
    large: n.end(),
    middle: n.end(),
    never: n.end(),
    small: n.end(),
  }),
})
const parallel = flow('parallel', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, (given) => given).next('fork'),
    fork: n
      .split()
      .next('pack')
      .next('insure', { when: (visit) => visit.process.data.size > 10 })
      .next('label'),
    pack: n.view({ fields: [] }).next('ready'),
    insure: n.view({ fields: [] }).next('ready'),
    label: n.function(() => {}).next('ready'),
    ready: n.join().next('done'),
    done: n.end(),
  }),
})
const bare = flow('bare', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, (given) => given).next('fork'),
    fork: n
      .split()
      .next('a', { when: (visit) => visit.process.data.size > 10 })
      .next('b', { when: (visit) => visit.process.data.size > 20 }),
    a: n.end(),
    b: n.end(),
  }),
})
const ballot = flow('ballot', {
  data,
  nodes: (n) => {
    const voter = n.item(z.string())
    return {
      start: n.startHandle(input, (given) => given).next('invite'),
      invite: n
        .split()
        .next('vote', { each: (visit) => visit.process.data.names })
        .next('counted'),
      vote: voter
        .view({ input: z.object({}), complete: (visit) => void visit.process.data.votes.push(visit.task.item) })
        .assign((visit) => visit.task.item)
        .next('counted'),
      counted: n.join().next('done'),
      done: n.end(),
    }
  },
})
const offer = flow('offer', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, (given) => given).next('wait'),
    wait: n.first().next('answer').next('expire'),
    answer: n.view({ fields: [] }).next('answered'),
    expire: n.timer('3 days').next('expired'),
    answered: n.end(),
    expired: n.end(),
  }),
})
const twoOfThree = flow('two-of-three', {
  data,
  nodes: (n) => {
    const review = () => n.view({ fields: [] })
    return {
      start: n.startHandle(input, (given) => given).next('fork'),
      fork: n.split().next('one').next('two').next('three'),
      one: review().next('enough'),
      two: review().next('enough'),
      three: review().next('enough'),
      enough: n.join({ after: 2, rest: 'cancel' }).next('done'),
      done: n.end(),
    }
  },
})
const asked = flow('asked', {
  data: data.extend({ verdict: z.string().optional() }),
  nodes: (n) => {
    const review = () =>
      n.view({
        input: z.object({ says: z.string() }),
        complete: (visit, { says }) => void visit.process.data.votes.push(says),
      })
    return {
      start: n.startHandle(input, (given) => given).next('fork'),
      fork: n.split().next('one').next('two').next('three'),
      one: review().next('decided'),
      two: review().next('decided'),
      three: review().next('decided'),
      decided: n.join({ after: (visit) => visit.process.data.votes.includes('veto'), rest: 'cancel' }).next('done'),
      done: n.end(),
    }
  },
})
const firstCome = flow('first-come', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, (given) => given).next('fork'),
    fork: n.split().next('one').next('two'),
    one: n.view({ fields: [] }).next('any'),
    two: n.view({ fields: [] }).next('any'),
    any: n.join({ after: 1 }).next('file'),
    file: n.function((visit) => void visit.process.data.votes.push('filed')).next('done'),
    done: n.end(),
  }),
})

describe.each(databases)('gateways, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    const flows = [choice, parallel, bare, ballot, offer, twoOfThree, asked, firstCome]
    driver = await open({ flows, database })
  })
  afterAll(() => driver.close())

  const start = (name: string, size = 1, names: readonly string[] = []) => driver.start(name, 'start', { size, names })
  const complete = async (process: Process, node: string, given: object = {}) =>
    driver.command(await lastTask(driver, process, node), 'complete', { input: given })
  const told = async (process: Process, node: string) =>
    (await driver.history(process)).find((event) => event.node === node && event.type === 'task.done')!.data

  it('an if takes one of two ways, and the history keeps which, and what it looked at', async () => {
    const process = await start('choice', 11)
    expect(process.outcome).toBe('large')
    expect(await told(process, 'isLarge')).toEqual({ told: 'yes', read: { size: 11 } })
  })

  it('a switch takes the first case that holds, else otherwise', async () => {
    expect((await start('choice', 6)).outcome).toBe('middle')
    expect((await start('choice', 1)).outcome).toBe('small')
  })

  it('a split starts what is unconditional, and what holds', async () => {
    const started = async (size: number) =>
      (await trace(driver, await start('parallel', size))).filter((each) => /pack|insure|label/.test(each))
    expect(await started(1)).toEqual(['pack: new', 'label: done'])
    expect(await started(11)).toEqual(['pack: new', 'insure: new', 'label: done'])
  })

  it('a split of which no branch starts is refused, and nothing is stored', async () => {
    const before = await driver.dump()
    await expect(start('bare')).rejects.toMatchObject({ code: 'SPLIT_NO_BRANCH' })
    expect(await driver.dump()).toEqual(before)
  })

  it('a split starts one branch for each item of a list', async () => {
    const process = await start('ballot', 1, ['anna', 'ben'])
    const votes = await driver.tasks({ process, node: 'vote' })
    expect(votes.map(({ item, owner }) => [item, owner!.id])).toEqual([
      ['anna', 'anna'],
      ['ben', 'ben'],
    ])
    for (const vote of votes) await driver.command(vote, 'complete', { input: {} })
    expect(await driver.process(process)).toMatchObject({ status: 'done', data: { votes: ['anna', 'ben'] } })
  })

  it('an empty list starts no branch, and a branch straight to the join lets it go on', async () => {
    expect(await start('ballot', 1, [])).toMatchObject({ status: 'done', outcome: 'done' })
  })

  it('of a deferred choice the first that is done withdraws the others', async () => {
    const process = await start('offer')
    await complete(process, 'answer')
    expect(await trace(driver, process)).toEqual([
      'start: done',
      'wait: done',
      'answer: done',
      'expire: canceled, withdrawn',
      'answered: done',
    ])
  })

  it('of a deferred choice a timer may be the first', async () => {
    const process = await start('offer')
    await driver.advanceClock('4 days')
    expect(await driver.process(process)).toMatchObject({ outcome: 'expired' })
    expect(await lastTask(driver, process, 'answer')).toMatchObject({ status: 'canceled', reason: 'withdrawn' })
  })

  it('a join waits for every branch that was started, and fires once', async () => {
    const process = await start('parallel', 11)
    await complete(process, 'pack')
    expect(await lastTask(driver, process, 'ready')).toMatchObject({ status: 'started' })
    await complete(process, 'insure')
    expect(await driver.tasks({ process, node: 'ready' })).toMatchObject([{ status: 'done' }])
    expect(await driver.process(process)).toMatchObject({ outcome: 'done' })
  })

  it('a join may go on after some of the branches, and cancel the rest', async () => {
    const process = await start('two-of-three')
    await complete(process, 'one')
    await complete(process, 'two')
    expect(await driver.process(process)).toMatchObject({ status: 'done' })
    expect(await lastTask(driver, process, 'three')).toMatchObject({ status: 'canceled', reason: 'withdrawn' })
  })

  it('a join may ask a rule whenever a branch arrives', async () => {
    const process = await start('asked')
    await complete(process, 'one', { says: 'yes' })
    expect(await driver.process(process)).toMatchObject({ status: 'running' })
    await complete(process, 'two', { says: 'veto' })
    expect(await driver.process(process)).toMatchObject({ status: 'done' })
    expect(await lastTask(driver, process, 'three')).toMatchObject({ status: 'canceled' })
  })

  it('a join that goes on at the first branch absorbs the others: it does not fire again', async () => {
    const process = await start('first-come')
    await complete(process, 'one')
    await complete(process, 'two')
    expect(await driver.process(process)).toMatchObject({ status: 'done', data: { votes: ['filed'] } })
    expect(await driver.tasks({ process, node: 'any' })).toHaveLength(1)
  })
})

describe('what Viewflow finds when it runs is refused when a flow is defined here', () => {
  const nodesOf = (define: () => unknown) => problemsOf(define).map(({ code, node }) => `${node}: ${code}`)

  it('a node that nothing leads on from', () => {
    const define = () =>
      flow('dangling', {
        data: z.object({}),
        nodes: (n) => ({
          start: n.startHandle(z.object({}), () => ({})).next('look'),
          look: n.view({ fields: [] }),
          done: n.end(),
        }),
      })
    expect(nodesOf(define)).toContain('look: FLOW_DEAD_END')
  })

  it('an if with one way only, and a switch without otherwise', () => {
    const define = () =>
      flow('half', {
        data: z.object({}),
        nodes: (n) => ({
          start: n.startHandle(z.object({}), () => ({})).next('is'),
          is: n.if(() => true).yes('which'),
          which: n.switch().when(() => true, 'done'),
          done: n.end(),
        }),
      })
    expect(nodesOf(define)).toEqual(
      expect.arrayContaining(['is: FLOW_IF_INCOMPLETE', 'which: FLOW_SWITCH_NO_OTHERWISE']),
    )
  })

  it('a flow without an end', () => {
    const define = () =>
      flow('endless', {
        data: z.object({}),
        nodes: (n) => ({
          start: n.startHandle(z.object({}), () => ({})).next('look'),
          look: n.view({ fields: [] }).next('look'),
        }),
      })
    expect(nodesOf(define)).not.toEqual([])
  })
})
