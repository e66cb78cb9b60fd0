import { flow, type Task } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { openServer, storeAt } from '../server.ts'
import { watchedStore, type Around } from '../watched-store.ts'
import { databases } from './databases.ts'

/** Waits as long as it is told to, and again if it is told so. */
const egg = flow('egg', {
  data: z.object({ after: z.string(), rounds: z.number().default(1), rung: z.number().default(0) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ after: z.string(), rounds: z.number().default(1) }), (input) => input).next('boil'),
    boil: n.timer((visit) => visit.process.data.after).next('ring'),
    ring: n.function((visit) => void visit.process.data.rung++).next('again'),
    again: n
      .if((visit) => visit.process.data.rung < visit.process.data.rounds)
      .yes('boil')
      .no('done'),
    done: n.end(),
  }),
})

/** Reminds, and gives up; both stop when it is answered. */
const question = flow('question', {
  data: z.object({ reminded: z.number().default(0) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('answer'),
    answer: n
      .view({ fields: [] })
      .onTimeout('2 days', 'remind', { interrupting: false })
      .onTimeout('7 days', 'unanswered')
      .next('answered'),
    remind: n.function((visit) => void visit.process.data.reminded++).next('reminded'),
    reminded: n.end(),
    answered: n.end(),
    unanswered: n.end(),
  }),
})

const report = flow('report', {
  data: z.object({ due: z.string() }),
  nodes: (n) => ({
    daily: n.startTimer('0 8 * * *', (due) => ({ due: due.toISOString() })).next('done'),
    done: n.end(),
  }),
})
const flaky = flow('flaky', {
  data: z.object({ due: z.string() }),
  nodes: (n) => ({
    hourly: n
      .startTimer('every 1 h', () => {
        throw new Error('no paper')
      })
      .next('done'),
    done: n.end(),
  }),
})

const flows = [egg, question, report]

describe.each(databases)('timers fire once, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows, database })
  })
  afterAll(() => driver.close())

  const timersOf = async (process: { id: string }, server = driver) =>
    (await server.dump())['handover_timer']!.filter((row) => row['process_id'] === process.id)
  const doneAt = async (process: { id: string }, node: string, server = driver) =>
    (await server.history(process))
      .filter((event) => event.type === 'task.done' && event.node === node)
      .map(({ at }) => Date.parse(at))

  it('by themselves, never early, and within a second when the system is idle', async () => {
    const afters = [40, 250, 700, 1100]
    const processes = await Promise.all(afters.map((after) => driver.start('egg', 'start', { after: `${after} ms` })))
    for (const process of processes)
      await expect
        .poll(async () => (await driver.process(process)).status, { timeout: 5000, interval: 20 })
        .toBe('done')
    for (const [n, process] of processes.entries()) {
      const [fired, ...again] = await doneAt(process, 'boil')
      expect(again).toEqual([])
      const late = fired! - (process.createdAt.getTime() + afters[n]!)
      expect(late).toBeGreaterThanOrEqual(0)
      expect(late).toBeLessThan(1000)
    }
  })

  it('when they are due, and not only when somebody looks again', async () => {
    await driver.idle()
    const process = await driver.start('egg', 'start', { after: '150 ms' })
    await expect.poll(async () => (await driver.process(process)).status, { timeout: 5000, interval: 20 }).toBe('done')
    const [fired] = await doneAt(process, 'boil')
    expect(fired! - process.createdAt.getTime()).toBeLessThan(650)
  })

  it('in the order in which they fall due', async () => {
    const later = await driver.start('egg', 'start', { after: '5 h' })
    const earlier = await driver.start('egg', 'start', { after: '4 h' })
    await driver.advanceClock('3 h')
    await driver.idle()
    expect(await timersOf(earlier)).toHaveLength(1)
    await driver.advanceClock('1 h')
    await driver.idle()
    expect([await doneAt(earlier, 'boil'), await doneAt(later, 'boil')]).toMatchObject([[expect.any(Number)], []])
    await driver.advanceClock('1 h')
    await driver.idle()
    expect(await driver.process(later)).toMatchObject({ status: 'done', data: { rung: 1 } })
  })

  it('again when their task waits anew', async () => {
    const process = await driver.start('egg', 'start', { after: '1 h', rounds: 3 })
    for (let round = 1; round <= 3; round++) {
      await driver.advanceClock('1 h')
      await driver.idle()
      expect(await driver.process(process)).toMatchObject({ data: { rung: round } })
    }
    expect(await timersOf(process)).toEqual([])
  })

  it('once, although three servers see them', async () => {
    const others = await Promise.all([1, 2].map(() => open({ flows, database: driver.place })))
    const processes = await Promise.all(
      Array.from({ length: 20 }, () => driver.start('egg', 'start', { after: '1 s', rounds: 2 })),
    )
    for (const process of processes)
      await expect.poll(async () => (await driver.process(process)).status, { timeout: 10_000 }).toBe('done')
    for (const process of processes) expect(await doneAt(process, 'boil')).toHaveLength(2)
    for (const other of others) await other.close()
  })

  it('at a boundary, until its host has ended', async () => {
    const [answered, forgotten] = [
      await driver.start('question', 'start', {}),
      await driver.start('question', 'start', {}),
    ]
    await driver.advanceClock('3 days')
    await driver.idle()
    expect(await driver.process(answered)).toMatchObject({ status: 'running', data: { reminded: 1 } })
    const [task] = await driver.tasks({ process: answered, node: 'answer' })
    await driver.command(task!, 'complete', { input: {} })
    expect(await timersOf(answered)).toEqual([])
    await driver.advanceClock('5 days')
    await driver.idle()
    expect(await driver.process(answered)).toMatchObject({ outcome: 'answered', data: { reminded: 1 } })
    expect(await driver.process(forgotten)).toMatchObject({ outcome: 'unanswered', data: { reminded: 1 } })
  })

  it('not while their process is suspended, but then', async () => {
    const process = await driver.start('egg', 'start', { after: '1 h' })
    await driver.handover.processes.suspend(process.id)
    await driver.advanceClock('2 h')
    await driver.idle()
    expect(await driver.process(process)).toMatchObject({ data: { rung: 0 } })
    await driver.handover.processes.resume(process.id)
    await driver.idle()
    expect(await driver.process(process)).toMatchObject({ status: 'done', data: { rung: 1 } })
  })

  it('that were set inside a transaction of the caller, too', async () => {
    const process = await driver.transaction((tx) => driver.start('egg', 'start', { after: '50 ms' }, { tx }))
    await expect.poll(async () => (await driver.process(process)).status, { timeout: 5000 }).toBe('done')
  })

  describe('that were moved', () => {
    const boss = { id: 'boss', name: 'Boss', permissions: ['egg.manage', 'question.manage'] }
    const waiting = async (process: { id: string }, node = 'boil', server = driver) =>
      (await server.tasks({ process, node })).at(-1)!
    const later = (task: Task, duration: number) => new Date(task.wakeAt!.getTime() + duration)
    const hour = 3_600_000

    it('to a later moment: not at the old one, and once at the new one', async () => {
      const process = await driver.start('egg', 'start', { after: '1 h' })
      const task = await waiting(process)
      const at = later(task, 2 * hour)
      const moved = await task.do('reschedule', { by: boss, at, note: 'The water is cold' })
      expect([moved.status, moved.wakeAt]).toEqual(['scheduled', at])
      await driver.advanceClock('1 h')
      await driver.idle()
      expect(await driver.process(process)).toMatchObject({ data: { rung: 0 } })
      expect(await timersOf(process)).toHaveLength(1)
      await driver.advanceClock('2 h')
      await driver.idle()
      expect(await driver.process(process)).toMatchObject({ status: 'done', data: { rung: 1 } })
      const [fired, ...again] = await doneAt(process, 'boil')
      expect([fired! >= at.getTime(), again]).toEqual([true, []])
      const told = (await driver.history(process)).find(({ type }) => type === 'task.rescheduled')
      expect(told).toMatchObject({
        actor: 'boss',
        note: 'The water is cold',
        from: 'scheduled',
        to: 'scheduled',
        data: { formerDueAt: task.wakeAt!.toISOString(), dueAt: at.toISOString() },
      })
    })

    it('to an earlier moment, or to a duration from now: then, and not again at the old one', async () => {
      const process = await driver.start('egg', 'start', { after: '5 h' })
      await (await waiting(process)).do('reschedule', { by: boss, at: '1 h' })
      await driver.advanceClock('1 h')
      await driver.idle()
      expect(await driver.process(process)).toMatchObject({ status: 'done', data: { rung: 1 } })
      await driver.advanceClock('5 h')
      await driver.idle()
      expect(await doneAt(process, 'boil')).toHaveLength(1)
    })

    it('to a moment that has passed: at once, by themselves', async () => {
      const process = await driver.start('egg', 'start', { after: '5 h' })
      await (await waiting(process)).do('reschedule', { by: boss, at: '2020-01-01T00:00:00Z' })
      await expect.poll(async () => (await driver.process(process)).status, { timeout: 1000 }).toBe('done')
    })

    it('to a moment soon, within a second of it, though nobody looks', async () => {
      const process = await driver.start('egg', 'start', { after: '5 h' })
      await driver.idle()
      const { wakeAt } = await (await waiting(process)).do('reschedule', { by: boss, at: '300 ms' })
      await expect
        .poll(async () => (await driver.process(process)).status, { timeout: 5000, interval: 20 })
        .toBe('done')
      const [fired] = await doneAt(process, 'boil')
      expect(fired! - wakeAt!.getTime()).toBeGreaterThanOrEqual(0)
      expect(fired! - wakeAt!.getTime()).toBeLessThan(1000)
    })

    it('at a boundary: only the one that was named', async () => {
      const process = await driver.start('question', 'start', {})
      const [host, reminder] = [await waiting(process, 'answer'), await waiting(process, 'answer__timeout')]
      await reminder.do('reschedule', { by: boss, at: '10 days' })
      expect((await driver.tasks({ process, node: 'answer' }))[0]).toMatchObject({ dueAt: host.dueAt })
      await driver.advanceClock('8 days')
      await driver.idle()
      expect(await driver.process(process)).toMatchObject({ outcome: 'unanswered', data: { reminded: 0 } })
      expect(await timersOf(process)).toEqual([])
    })

    it.each([
      ['a little later', 10_000],
      ['earlier than it was', -hour],
    ])('%s, while another server has claimed them: at the new moment alone', async (_, change) => {
      const first = await open({ flows: [egg], database, work: false })
      const process = await first.start('egg', 'start', { after: '2 h' })
      const task = await waiting(process, 'boil', first)
      const claimed = Promise.withResolvers<void>()
      const moved = Promise.withResolvers<void>()
      const around: Around = async ({ name }, run) => {
        const answer = await run()
        if (name !== 'timers.claim' || (answer as readonly unknown[]).length === 0) return answer
        claimed.resolve()
        await moved.promise
        return answer
      }
      const clock = { time: task.wakeAt!.getTime() }
      const store = watchedStore(storeAt(first.place), around)
      const second = await openServer({ flows: [egg], store, clock, work: true })
      try {
        await claimed.promise
        const at = later(task, change)
        expect((await task.do('reschedule', { by: boss, at })).wakeAt).toEqual(at)
        moved.resolve()
        await second.handover.idle()
        expect(await doneAt(process, 'boil', first)).toHaveLength(change > 0 ? 0 : 1)
        clock.time = Math.max(clock.time, at.getTime())
        await second.handover.idle()
        expect(await first.process(process)).toMatchObject({ status: 'done', data: { rung: 1 } })
        expect(await doneAt(process, 'boil', first)).toHaveLength(1)
        expect(await timersOf(process, first)).toEqual([])
      } finally {
        moved.resolve()
        await second.close()
        await first.close()
      }
    })
  })

  describe('after a restart', () => {
    it('when they fell due meanwhile', async () => {
      const dying = await open({ flows, database, work: false })
      try {
        const process = await dying.start('egg', 'start', { after: '20 ms' })
        await new Promise((resolve) => setTimeout(resolve, 50))
        expect(await dying.process(process)).toMatchObject({ status: 'running' })
        const next = await open({ flows, database: dying.place })
        await next.idle()
        await next.idle()
        expect(await dying.process(process)).toMatchObject({ status: 'done', data: { rung: 1 } })
        expect(await doneAt(process, 'boil', dying)).toHaveLength(1)
        await next.close()
      } finally {
        await dying.close()
      }
    })

    it('and not before, when they are still to come', async () => {
      const dying = await open({ flows, database, work: false })
      try {
        const process = await dying.start('egg', 'start', { after: '1 h' })
        const next = await open({ flows, database: dying.place })
        await next.idle()
        expect(await timersOf(process, dying)).toHaveLength(1)
        await next.advanceClock('1 h')
        await next.idle()
        expect(await dying.process(process)).toMatchObject({ status: 'done' })
        await next.close()
      } finally {
        await dying.close()
      }
    })
  })

  it('are left to a server that has their flow', async () => {
    const first = await open({ flows: [egg], database, work: false })
    const without = await open({ flows: [report], database: first.place })
    try {
      const process = await first.start(egg, 'start', { after: '1 h' })
      await without.advanceClock('2 h')
      expect((await first.dump())['handover_timer']!.map(({ task_id }) => task_id)).toContain(
        (await first.tasks({ process, node: 'boil' }))[0]!.id,
      )
      const knowing = await open({ flows: [egg, report], database: first.place, ahead: '2 h' })
      await knowing.idle()
      expect(await knowing.process(process)).toMatchObject({ status: 'done' })
      await knowing.close()
    } finally {
      await without.close()
      await first.close()
    }
  })

  describe('of a start', () => {
    const started = async (server: Driver) => {
      const { items } = await server.handover.processes.list({ flow: report, limit: 200 })
      return items.map(({ data }) => (data as { due: string }).due).toReversed()
    }

    it('begin a process each time, and make up once for what was missed', async () => {
      const first = await open({ flows: [report], database })
      try {
        const [timer] = (await first.dump())['handover_timer']!
        const due = Date.parse(String(timer!['due_at']))
        expect([new Date(due).getUTCHours(), new Date(due).getUTCMinutes()]).toEqual([8, 0])
        const day = (n: number) => new Date(due + n * 86_400_000).toISOString()
        await first.advanceClock('1 day')
        await first.idle()
        expect(await started(first)).toEqual([day(0)])
        // Nobody works for three days; then a server comes back.
        const second = await open({ flows: [report], database: first.place, ahead: '4 days' })
        await second.idle()
        expect(await started(second)).toEqual([day(0), day(1)])
        const [next] = (await first.dump())['handover_timer']!
        expect(new Date(String(next!['due_at'])).toISOString()).toBe(day(4))
        await second.close()
      } finally {
        await first.close()
      }
    })

    it('make up for the last ones of a counted schedule, though it is over by then', async () => {
      const from = new Date(Date.now() + 3_600_000).toISOString()
      const counted = flow('report', {
        data: z.object({ due: z.string() }),
        nodes: (n) => ({
          thrice: n.startTimer(`R3/${from}/PT1H`, (due) => ({ due: due.toISOString() })).next('done'),
          done: n.end(),
        }),
      })
      const first = await open({ flows: [counted], database })
      try {
        const dues = async (server: Driver) =>
          (await server.handover.processes.list()).items.map(({ data }) => (data as { due: string }).due).toReversed()
        await first.advanceClock('61 min')
        expect(await dues(first)).toEqual([from])
        await first.handover.close()
        const later = await open({ flows: [counted], database: first.place, ahead: '5 h' })
        await later.advanceClock('5 h')
        expect(await dues(later)).toEqual([from, new Date(Date.parse(from) + 3_600_000).toISOString()])
        expect((await later.dump())['handover_timer']).toEqual([])
        await later.close()
      } finally {
        await first.close()
      }
    })

    it('go when their start does, and only then', async () => {
      const first = await open({ flows: [report], database })
      try {
        const keys = async () => (await first.dump())['handover_timer']!.map(({ key }) => key)
        await (await open({ flows: [report, egg], database: first.place })).close()
        expect(await keys()).toEqual(['start:report/daily'])
        const without = flow('report', {
          data: z.object({ due: z.string() }),
          nodes: (n) => ({ begin: n.start({ fields: ['due'] }).next('done'), done: n.end() }),
          version: 2,
        })
        await (await open({ flows: [without], database: first.place })).close()
        expect(await keys()).toEqual([])
      } finally {
        await first.close()
      }
    })

    it('go on with their schedule when one of them fails, which becomes an incident', async () => {
      const warnings: string[] = []
      const server = await open({ flows: [flaky], database, onWarning: (warning) => warnings.push(warning) })
      try {
        await server.advanceClock('1 h')
        await server.idle()
        expect((await server.dump())['handover_timer']).toMatchObject([{ key: 'start:flaky/hourly' }])
        expect((await server.dump())['handover_outbox']).toMatchObject([{ kind: 'start', attempts: 1 }])
        for (let attempt = 0; attempt < 10; attempt++) {
          await server.advanceClock('5 min')
          await server.idle()
        }
        const { items } = await server.handover.incidents.list()
        expect(items).toMatchObject([{ kind: 'start', attempts: 10, error: expect.stringContaining('no paper') }])
        expect(warnings).toEqual([expect.stringContaining('An incident')])
      } finally {
        await server.close()
      }
    })
  })
})
