/**
 * Where Viewflow is weak in its engine, in the order of our study of it: each test shows that the same situation goes
 * well here. The other half is in `events.test.ts`.
 */
import { flow, type Actor, type Process } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../../driver.ts'
import { databases } from '../../promises/databases.ts'
import { lastTask } from '../last-task.ts'
import { trace } from '../trace.ts'

const anna: Actor = { id: 'anna', name: 'Anna', permissions: ['deep.left'] }
const zoe: Actor = { id: 'zoe', name: 'Zoe', permissions: [] }
const data = z.object({ name: z.string().default(''), count: z.number().default(0), log: z.array(z.string()).default([]) })
const begin = z.object({ name: z.string().default('') })

let charged: { key: string; attempt: number }[] = []
let charge: () => unknown = () => undefined

/** What a person fills in, with a machine behind it. */
const payment = flow('payment', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('fill'),
    fill: n.view({ fields: ['name'] }).next('charge'),
    charge: n
      .job(
        ({ key, attempt }) => {
          charged.push({ key, attempt })
          return charge() as never
        },
        { retries: 2, timeout: '200 ms' },
      )
      .next('done'),
    done: n.end(),
  }),
})

/** Many branches that all run at once, in one action. */
const names = ['e', 'b', 'd', 'a', 'f', 'c']
const ordered = flow('ordered', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('fork'),
    fork: n.split().next('e').next('b').next('d').next('a').next('f').next('c'),
    ...(Object.fromEntries(
      names.map((name) => [name, n.function((visit) => void visit.process.data.log.push(name)).next('join')]),
    ) as Record<'a' | 'b' | 'c' | 'd' | 'e' | 'f', any>),
    join: n.join().next('done'),
    done: n.end(),
  }),
})

/** Splits itself, and splits again, as often as it is told to; the inner branch comes back by a loop. */
const deep = flow('deep', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('fork'),
    fork: n.split().next('left').next('right').next('fails'),
    left: n
      .view({ fields: [] })
      .permission()
      .assign(() => 'anna')
      .onCreate((visit) => void visit.process.data.log.push('left created'))
      .onTimeout('2 days', 'late')
      .next('join'),
    right: n.view({ fields: ['count'] }).next('join'),
    fails: n.timer('1 h').next('broken'),
    broken: n
      .function((visit) => {
        if (visit.process.data.name === 'broken' && visit.process.data.count === 0) throw new Error('broken')
      })
      .next('join'),
    join: n.join().next('joined'),
    joined: n.function((visit) => void visit.process.data.log.push('joined')).next('done'),
    late: n.end(),
    done: n.end(),
  }),
})

/** Splits inside of splits, so deep that a path of them would fill a line. */
const depth = 40
const nested = flow('nested', {
  data,
  nodes: (n) => {
    const level = (at: number): Record<string, any> => ({
      [`fork${at}`]: n
        .split()
        .next(`wait${at}`)
        .next(at === depth ? 'deepest' : `fork${at + 1}`),
      [`wait${at}`]: n.function(() => {}).next(`join${at}`),
      [`join${at}`]: n.join().next(at === 1 ? 'joined' : `join${at - 1}`),
    })
    const levels: Record<string, any> = Object.assign({}, ...Array.from({ length: depth }, (_, at) => level(at + 1)))
    return {
      ...levels,
      start: n.startHandle(begin, (given) => given).next('fork1'),
      deepest: n.view({ fields: [] }).next(`join${depth}`),
      joined: n.function((visit) => void visit.process.data.log.push('joined')).next('done'),
      done: n.end(),
    } as Record<string, any>
  },
})

const partial = flow('partial', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('fork'),
    fork: n.split().next('one').next('two').next('three'),
    one: n.view({ fields: [] }).next('some'),
    two: n.view({ fields: [] }).next('some'),
    three: n.view({ fields: [] }).next('some'),
    some: n.join({ after: 2 }).next('file'),
    file: n.function((visit) => void visit.process.data.log.push('filed')).next('done'),
    done: n.end(),
  }),
})

let isBroken = true
const failing = () => {
  if (isBroken) throw new Error('rule failed')
}
/** After a timer nobody waits for the answer: what fails there stays at its task. */
const guarded = flow('guarded', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('fork'),
    fork: n.split().next('wait').next('other').next('wait2').next('wait3'),
    wait: n.timer('1 h').next('choose'),
    choose: n
      .split()
      .next('a', {
        when: () => {
          failing()
          return true
        },
      })
      .next('b'),
    a: n.view({ fields: [] }).next('join'),
    b: n.view({ fields: [] }).next('join'),
    wait2: n.timer('1 h').next('given'),
    given: n
      .view({ fields: [] })
      .assign(() => {
        failing()
        return 'anna'
      })
      .next('join'),
    wait3: n.timer('1 h').next('seeding'),
    seeding: n.function(() => {}).next('seeded', {
      seed: () => {
        failing()
        return 'seed'
      },
    }),
    seeded: n.view({ fields: [] }).next('join'),
    other: n.view({ fields: [] }).next('join'),
    join: n.join().next('done'),
    done: n.end(),
  }),
})

/** A deferred choice inside of a loop, and inside of two branches at once. */
const choosing = flow('choosing', {
  data,
  nodes: (n) => {
    const choice = () => n.first().next('accept').next('refuse')
    return {
      start: n.startHandle(begin, (given) => given).next('fork'),
      fork: n.split().next('choose').next('chooseAgain'),
      choose: choice(),
      chooseAgain: choice(),
      accept: n.view({ fields: [] }).next('join'),
      refuse: n.view({ fields: [] }).next('again'),
      again: n.function((visit) => void visit.process.data.count++).next('choose'),
      join: n.join().next('done'),
      done: n.end(),
    }
  },
})

const flows = [payment, ordered, deep, nested, partial, guarded, choosing]

describe.each(databases)('defects of the engine, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows, database })
  })
  afterAll(() => driver.close())

  const start = (name: string, given: object = {}) => driver.start(name, 'start', given)
  const give = async (process: Process, node: string, command: string, options: object = {}) =>
    driver.command(await lastTask(driver, process, node), command, options)
  const complete = (process: Process, node: string, input: object = {}) => give(process, node, 'complete', { input })
  const logOf = async (process: Process) => ((await driver.process(process)).data as z.output<typeof data>).log
  const times = async (process: Process, node: string) =>
    (await driver.tasks({ process, node })).filter(({ status }) => status === 'done').length

  it('5.1.1 what a person filled in is kept although the machine behind it fails: that is tried again, and is then left for an operator', async () => {
    charge = () => {
      throw new Error('the bank is closed')
    }
    const process = await start('payment')
    await complete(process, 'fill', { name: 'Ann' })
    await driver.idle()
    expect(await lastTask(driver, process, 'fill')).toMatchObject({ status: 'done' })
    await driver.advanceClock('1 min')
    expect(await driver.process(process)).toMatchObject({ data: { name: 'Ann' }, attention: expect.any(String) })
    const failed = (await driver.history(process)).filter(({ type }) => type === 'task.failed')
    const moments = failed.map(({ at }) => Date.parse(at))
    // Two pauses, the second longer than the first.
    expect(moments[1]! - moments[0]!).toBeGreaterThanOrEqual(1000)
    expect(moments[2]! - moments[1]!).toBeGreaterThanOrEqual(2000)
    charge = () => new Promise(() => {})
    await give(process, 'charge', 'retry')
    await driver.advanceClock('1 min')
    expect(await lastTask(driver, process, 'charge')).toMatchObject({ status: 'error', error: { code: 'JOB_TOO_SLOW' } })
    charge = () => undefined
    await give(process, 'charge', 'retry')
    await driver.idle()
    expect(await driver.process(process)).toMatchObject({ status: 'done', attention: null, data: { name: 'Ann' } })
  })

  it('5.1.2 a job that is delivered twice has the same key each time, and only one answer is applied', async () => {
    const server = await open({ flows, database })
    const answers = [Promise.withResolvers<unknown>(), Promise.withResolvers<unknown>()]
    try {
      charged = []
      charge = () => answers[charged.length - 1]!.promise
      const process = await server.start('payment', 'start', {})
      await server.command(await lastTask(server, process, 'fill'), 'complete', { input: { name: 'Ann' } })
      await expect.poll(() => charged, { timeout: 5000 }).toHaveLength(1)
      // As after a crash: another server finds the job that the first began with.
      const second = await open({ flows, database: server.place })
      await expect.poll(() => charged, { timeout: 5000 }).toHaveLength(2)
      answers[1]!.resolve({ count: 2 })
      await second.idle()
      answers[0]!.resolve({ count: 1 })
      await server.idle()
      await second.close()
      expect(charged[0]!.key).toBe(charged[1]!.key)
      expect(await server.process(process)).toMatchObject({ status: 'done', data: { count: 2 } })
      expect((await server.history(process)).filter(({ type, node }) => type === 'task.done' && node === 'charge')).toHaveLength(1)
    } finally {
      for (const { resolve } of answers) resolve({})
      await server.close()
    }
  })

  it('5.1.3 what happens in one step happens in the order as written, each time', async () => {
    for (let round = 0; round < 5; round++) {
      const process = await start('ordered')
      expect(await logOf(process)).toEqual(names)
      expect(await trace(driver, process)).toEqual(
        ['start', 'fork', ...names, 'join', 'done'].map((node) => `${node}: done`),
      )
    }
  })

  describe('5.1.4 a join', () => {
    it('5.1.4 looks again when a branch is canceled, which is not waited for then', async () => {
      const process = await start('deep')
      await driver.advanceClock('2 h')
      await complete(process, 'left')
      await give(process, 'right', 'cancel')
      expect(await driver.process(process)).toMatchObject({ status: 'done' })
      expect(await times(process, 'join')).toBe(1)
    })

    it('5.1.4 takes a token back when its branch is undone, and fires once when that was done again', async () => {
      const process = await start('deep')
      await complete(process, 'left')
      await give(process, 'left', 'undo')
      await give(process, 'left', 'revive')
      await complete(process, 'right', { count: 1 })
      await driver.advanceClock('2 h')
      expect(await driver.process(process)).toMatchObject({ status: 'running' })
      await complete(process, 'left')
      expect(await driver.process(process)).toMatchObject({ status: 'done' })
      expect(await logOf(process)).toEqual(['left created', 'left created', 'joined'])
    })

    it('5.1.4 waits for a branch in error, which can be tried again or given up', async () => {
      for (const command of ['retry', 'cancel']) {
        const process = await start('deep', { name: 'broken' })
        await complete(process, 'left')
        await driver.advanceClock('2 h')
        expect(await lastTask(driver, process, 'broken')).toMatchObject({ status: 'error' })
        await complete(process, 'right', { count: 1 })
        expect(await driver.process(process)).toMatchObject({ status: 'running', attention: expect.any(String) })
        await give(process, 'broken', command)
        expect(await driver.process(process)).toMatchObject({ status: 'done', attention: null })
        expect((await logOf(process)).filter((each) => each === 'joined')).toHaveLength(1)
      }
    })

    it('5.1.4 that went on after some fires no second time when the rest comes', async () => {
      const process = await start('partial')
      for (const node of ['one', 'two', 'three']) await complete(process, node)
      expect(await logOf(process)).toEqual(['filed'])
      expect(await driver.tasks({ process, node: 'some' })).toHaveLength(1)
    })

    it('5.1.4 closes forty splits inside of each other', async () => {
      const process = await start('nested')
      expect((await driver.tasks({ process, status: 'started' })).length).toBe(depth)
      await complete(process, 'deepest')
      expect(await driver.process(process)).toMatchObject({ status: 'done', data: { log: ['joined'] } })
    })
  })

  it('5.1.5 branches that end at the same moment on two servers need no lock of the user’s: the join fires once', async () => {
    const other = await open({ flows, database: driver.place })
    for (let round = 0; round < 5; round++) {
      const process = await start('deep')
      const [left, right] = [await lastTask(driver, process, 'left'), await lastTask(driver, process, 'right')]
      await driver.advanceClock('2 h')
      await Promise.all([
        driver.command(left.id, 'complete', { input: {} }),
        other.command(right.id, 'complete', { input: { count: 1 } }),
      ])
      expect(await driver.process(process)).toMatchObject({ status: 'done', data: { log: ['left created', 'joined'] } })
    }
    await other.close()
  })

  it('5.1.6 a revived task has its permission, its assignee, its callback and its boundaries again, and its process has to run', async () => {
    const process = await start('deep')
    const first = await lastTask(driver, process, 'left')
    await driver.command(first, 'cancel')
    await driver.command(first, 'revive')
    const revived = await lastTask(driver, process, 'left')
    expect(revived).toMatchObject({ status: 'assigned', owner: { id: 'anna' }, audience: first.audience as object })
    await driver.command(revived, 'unassign')
    const offered = await driver.handover.tasks.get(revived.id)
    expect([offered.can('assign', zoe).allowed, offered.can('assign', anna).allowed]).toEqual([false, true])
    expect(await lastTask(driver, process, 'left__timeout')).toMatchObject({ host: revived.id, status: 'scheduled' })
    expect(await logOf(process)).toEqual(['left created', 'left created'])
    await driver.command(revived, 'cancel')
    await driver.command(process, 'cancelProcess')
    await expect(driver.command(revived, 'revive')).rejects.toMatchObject({ code: 'PROCESS_ENDED' })
  })

  it('5.1.7 a branch in error keeps the process open and in sight, and one that has no token left ends', async () => {
    const process = await start('deep', { name: 'broken' })
    await driver.advanceClock('2 h')
    expect(await driver.process(process)).toMatchObject({ status: 'running', attention: expect.stringContaining('broken') })
    for (const node of ['left', 'right', 'broken']) await give(process, node, 'cancel')
    expect(await driver.process(process)).toMatchObject({ status: 'canceled', reason: 'no token left' })
  })

  it('5.1.8 conditions, assignments and handovers that fail in the background stay with their task, and the siblings go on', async () => {
    isBroken = true
    const process = await start('guarded')
    await driver.advanceClock('2 h')
    const inError = (await driver.tasks({ process, status: 'error' })).map(({ node }) => node)
    expect(inError.toSorted()).toEqual(['choose', 'given', 'seeding'])
    expect(await driver.tasks({ process, node: 'wait' })).toMatchObject([{ status: 'done' }])
    await complete(process, 'other')
    isBroken = false
    for (const node of inError) await give(process, node, 'retry')
    for (const node of ['a', 'b', 'given', 'seeded']) await complete(process, node)
    expect(await driver.process(process)).toMatchObject({ status: 'done', attention: null })
  })

  it('5.1.8 what fails in an action that somebody asked for refuses that action, and nothing of it is stored', async () => {
    const process = await start('partial')
    const before = await driver.dump()
    await expect(give(process, 'one', 'complete', { input: { nonsense: 1 } })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    })
    expect(await driver.dump()).toEqual(before)
  })

  it('5.1.9 deferred choices in a loop and in two branches at once do not touch each other', async () => {
    const process = await start('choosing')
    const open = async (node: string) => driver.tasks({ process, node, status: 'new' })
    const [refusing, waiting] = await open('refuse')
    const [, accepting] = await open('accept')
    await driver.command(refusing!, 'complete', { input: {} })
    // The first choice has begun anew, the other still stands as it was.
    expect(await open('accept')).toHaveLength(2)
    expect((await open('refuse')).map(({ id }) => id)).toContain(waiting!.id)
    await driver.command(accepting!, 'complete', { input: {} })
    expect(await open('accept')).toHaveLength(1)
    await driver.command((await open('accept'))[0]!, 'complete', { input: {} })
    expect(await driver.process(process)).toMatchObject({ status: 'done', data: { count: 1 } })
    expect(await times(process, 'join')).toBe(1)
  })
})
