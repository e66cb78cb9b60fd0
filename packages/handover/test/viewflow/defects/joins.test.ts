/** Where Viewflow is weak: joins, locks, revived tasks, processes that never end. The same goes well here. */
import { flow, type Actor, type Process, type Task } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type z } from 'zod'
import { open, type Driver } from '../../driver.ts'
import { databases } from '../../promises/databases.ts'
import { lastTask } from '../last-task.ts'
import { begin, data } from './counting-data.ts'

const anna: Actor = { id: 'anna', name: 'Anna', permissions: ['deep.left'] }

const zoe: Actor = { id: 'zoe', name: 'Zoe', permissions: [] }

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
    const level = (at: number) => ({
      [`fork${at}`]: n
        .split()
        .next(`wait${at}`)
        .next(at === depth ? 'deepest' : `fork${at + 1}`),
      [`wait${at}`]: n.function(() => {}).next(`join${at}`),
      [`join${at}`]: n.join().next(at === 1 ? 'joined' : `join${at - 1}`),
    })
    const levels = Array.from({ length: depth }, (_, at) => level(at + 1))
    return {
      ...Object.assign({}, ...levels),
      start: n.startHandle(begin, (given) => given).next('fork1'),
      deepest: n.view({ fields: [] }).next(`join${depth}`),
      joined: n.function((visit) => void visit.process.data.log.push('joined')).next('done'),
      done: n.end(),
      // The compiler cannot follow names that are made.
    } as never
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

const flows = [deep, nested, partial]

describe.each(databases)('defects of joins, on %s', (database) => {
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

  describe('5.1.4 a join', () => {
    it('5.1.4 looks again when a branch is canceled, which is not waited for then', async () => {
      const process = await start('deep')
      await driver.advanceClock('2 h')
      await complete(process, 'left')
      await give(at(process, 'right'), 'cancel')
      expect(await driver.process(process)).toMatchObject({ status: 'done' })
      expect(await times(process, 'join')).toBe(1)
    })

    it('5.1.4 takes a token back when its branch is undone, and fires once when that was done again', async () => {
      const process = await start('deep')
      await complete(process, 'left')
      await give(at(process, 'left'), 'undo')
      await give(at(process, 'left'), 'revive')
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
        await give(at(process, 'broken'), command)
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
    expect(await driver.process(process)).toMatchObject({
      status: 'running',
      attention: expect.stringContaining('broken'),
    })
    for (const node of ['left', 'right', 'broken']) await give(at(process, node), 'cancel')
    expect(await driver.process(process)).toMatchObject({ status: 'canceled', reason: 'no token left' })
  })
})
