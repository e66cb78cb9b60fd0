/** Where Viewflow is weak: chains of steps, jobs, code that is not guarded, deferred choices. The same goes well here. */
import { flow, type Process, type Task } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type z } from 'zod'
import { open, type Driver } from '../../driver.ts'
import { databases } from '../../promises/databases.ts'
import { lastTask } from '../last-task.ts'
import { trace } from '../trace.ts'
import { begin, data } from './counting-data.ts'

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
  nodes: (n) => {
    const say = (name: string) => n.function((visit) => void visit.process.data.log.push(name)).next('join')
    return {
      start: n.startHandle(begin, (given) => given).next('fork'),
      fork: n.split().next('e').next('b').next('d').next('a').next('f').next('c'),
      a: say('a'),
      b: say('b'),
      c: say('c'),
      d: say('d'),
      e: say('e'),
      f: say('f'),
      join: n.join().next('done'),
      done: n.end(),
    }
  },
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
    seeding: n
      .function(() => {})
      .next('seeded', {
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

const flows = [payment, ordered, guarded, choosing]

describe.each(databases)('defects of steps, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows, database })
  })
  afterAll(() => driver.close())

  const start = (name: string, given: object = {}) => driver.start(name, 'start', given)
  const at = (process: Process, node: string) => lastTask(driver, process, node)
  const give = async (task: Promise<Task>, command: string, options: object = {}) =>
    driver.command(await task, command, options)
  const complete = (process: Process, node: string, input: object = {}) =>
    give(at(process, node), 'complete', { input })
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
    // Two pauses, the second longer than the first; each up to a fifth shorter by chance.
    expect(moments[1]! - moments[0]!).toBeGreaterThanOrEqual(800)
    expect(moments[2]! - moments[1]!).toBeGreaterThanOrEqual(1600)
    charge = () => new Promise(() => {})
    await give(at(process, 'charge'), 'retry')
    await driver.advanceClock('1 min')
    expect(await lastTask(driver, process, 'charge')).toMatchObject({
      status: 'error',
      error: { code: 'JOB_TOO_SLOW' },
    })
    charge = () => undefined
    await give(at(process, 'charge'), 'retry')
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
      expect(
        (await server.history(process)).filter(({ type, node }) => type === 'task.done' && node === 'charge'),
      ).toHaveLength(1)
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

  it('5.1.8 conditions, assignments and handovers that fail in the background stay with their task, and the siblings go on', async () => {
    isBroken = true
    const process = await start('guarded')
    await driver.advanceClock('2 h')
    const inError = (await driver.tasks({ process, status: 'error' })).map(({ node }) => node)
    expect(inError.toSorted()).toEqual(['choose', 'given', 'seeding'])
    expect(await driver.tasks({ process, node: 'wait' })).toMatchObject([{ status: 'done' }])
    await complete(process, 'other')
    isBroken = false
    for (const node of inError) await give(at(process, node), 'retry')
    for (const node of ['a', 'b', 'given', 'seeded']) await complete(process, node)
    expect(await driver.process(process)).toMatchObject({ status: 'done', attention: null })
  })

  it('5.1.8 what fails in an action that somebody asked for refuses that action, and nothing of it is stored', async () => {
    const process = await start('payment')
    const before = await driver.dump()
    await expect(give(at(process, 'fill'), 'complete', { input: { nonsense: 1 } })).rejects.toMatchObject({
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
