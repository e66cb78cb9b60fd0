/** Clocks jump, go back, differ from server to server, and change twice a year: timers fire once, and never early. */
import { randomOf, shuffled } from './shuffle.ts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type AnyFlow } from 'handover'
import { postgresStore } from 'handover/postgres'
import { advance } from '../../src/testing/advance.ts'
import type { Row } from '../dump.ts'
import { brokenInvariants } from '../invariants.ts'
import type { Server } from '../server.ts'
import type { Around } from '../watched-store.ts'
import { alarm, nap, scheduled } from './clocks/flows.ts'
import { newPlace } from './clocks/own-place.ts'
import { serversOn } from './clocks/servers-on.ts'
import { databases } from './databases.ts'

const morning = Date.parse('2026-01-05T09:00:00.000Z')
const [minute, hour] = [60_000, 3_600_000]
/** How many random walks; more with HANDOVER_PROMISES=thorough. */
const walks = process.env['HANDOVER_PROMISES'] === 'thorough' ? 200 : 3

describe.each(databases)('timers fire once and never early, whatever clocks do, on %s', (database) => {
  const { dump, serve: serveFrom } = serversOn(database)
  const serve = (flows: readonly AnyFlow[], time = morning, around?: Around) => serveFrom(flows, time, around)
  /** What is wrong with how the naps ended. */
  async function oddNaps(): Promise<readonly string[]> {
    const now = await dump()
    const fired = (row: Row) =>
      now.handover_event.filter((event) => event['task_id'] === row['id'] && event['type'] === 'task.done')
    return [
      ...brokenInvariants(now, { isIdle: true }),
      ...now.handover_task
        .filter(({ node }) => node === 'sleep')
        .flatMap((task) => {
          const process = now.handover_process.find(({ id }) => id === task['process_id'])!
          const { minutes, woken } = process['data'] as { minutes: number; woken: number }
          const due = Date.parse(String(task['created_at'])) + minutes * minute
          const early = fired(task).filter(({ at }) => Date.parse(String(at)) < due)
          return [
            ...(fired(task).length === 1 && woken === 1 ? [] : [`fired ${fired(task).length} times, woken ${woken}`]),
            ...early.map(({ at }) => `fired at ${String(at)}, due at ${new Date(due).toISOString()}`),
          ]
        }),
    ]
  }
  const finishReading = async (server: Server) => {
    const { items } = await server.handover.processes.list({ status: 'running', limit: 200 })
    for (const { id } of items)
      for (const task of await server.handover.processes.tasks(id))
        if (task.node === 'read' && task.finishedAt === null) await task.do('complete', { input: {} })
  }

  it('when it jumps an hour ahead before they are due, and an hour back when some are', async () => {
    const server = await serve([nap])
    const { handover, clock } = server
    await handover.start(nap, 'start', { minutes: 90 })
    const done = async () =>
      (await dump()).handover_event.filter(({ node, type }) => node === 'sleep' && type === 'task.done')
    const at = async (time: number) => {
      clock.time = time
      await handover.idle()
      return (await done()).length
    }
    expect(await at(morning + hour)).toBe(0)
    expect(await at(morning)).toBe(0)
    expect(await at(morning + 90 * minute - 1)).toBe(0)
    expect(await at(morning + 90 * minute)).toBe(1)
    expect(await at(morning + 30 * minute)).toBe(1)
    expect(await at(morning + 3 * hour)).toBe(1)
    await finishReading(server)
    expect(await oddNaps()).toEqual([])
  })

  it.each(Array.from({ length: walks }, (_, n) => n + 1))(
    'on a walk of jumps and steps back (seed %i)',
    async (seed) => {
      const random = randomOf(seed)
      const server = await serve([nap])
      const { handover, clock } = server
      for (let step = 0; step < 12; step++) {
        const [jump] = shuffled([-hour, -minute, 0, 7 * minute, 20 * minute, hour], random)
        clock.time += jump!
        await handover.start(nap, 'start', { minutes: 1 + Math.floor(random() * 120) })
        if (random() < 0.3) await finishReading(server)
        await handover.idle()
      }
      await advance(handover, movedBy(server), clock.time + 6 * hour)
      await finishReading(server)
      expect(await oddNaps()).toEqual([])
    },
  )

  it('when the clock jumps ahead or back between looking and firing', async () => {
    const jumps = [hour, -hour, hour, -hour]
    const server: Server = await serve([nap], morning, async ({ name }, run) => {
      const answer = await run()
      if (name === 'timers.claim' && (answer as readonly unknown[]).length > 0) server.clock.time += jumps.shift() ?? 0
      return answer
    })
    for (const minutes of [10, 30, 70, 130, 200]) await server.handover.start(nap, 'start', { minutes })
    for (let passed = 1; passed <= 60; passed++) {
      server.clock.time += 5 * minute
      await server.handover.idle()
    }
    // Of what was looked at too early this server takes its hands for a while; another one sees it due.
    const other = await serve([nap], server.clock.time + 5 * hour)
    await other.handover.idle()
    await finishReading(other)
    expect(jumps).toEqual([])
    expect(await oddNaps()).toEqual([])
  })

  it('when two servers are 5 s apart, and both see all of them', async () => {
    const [slow, fast] = [await serve([nap]), await serve([nap], morning + 5000)]
    for (let n = 0; n < 20; n++) await (n % 2 ? slow : fast).handover.start(nap, 'start', { minutes: 1 + (n % 4) / 20 })
    for (let second = 1; second <= 80; second++) {
      for (const { clock } of [slow, fast]) clock.time += 1000
      await Promise.all([slow, fast].map(({ handover }) => handover.idle()))
      if (second % 10 === 0) await finishReading(second % 20 === 0 ? slow : fast)
    }
    expect(await oddNaps()).toEqual([])
    expect((await dump()).handover_process.filter(({ status }) => status !== 'done')).toEqual([])
  })

  it('and history does not go back with the clock', async () => {
    const [slow, fast] = [await serve([nap]), await serve([nap], morning + hour)]
    const { id } = await fast.handover.start(nap, 'start', { minutes: 600 })
    const tasks = await slow.handover.processes.tasks(id)
    const read = tasks.find(({ node }) => node === 'read')!
    await slow.handover.tasks.get(read.id).then((task) => task.do('assign', { to: 'ben' }))
    await slow.handover.processes.suspend(id)
    await slow.handover.processes.resume(id)
    const times = (await slow.handover.processes.history(id)).map(({ at }) => at)
    expect(times).toEqual(times.toSorted())
    expect(new Set(times)).toEqual(new Set([new Date(morning + hour).toISOString()]))
    expect(brokenInvariants(await dump(), { isIdle: true })).toEqual([])
  })

  describe('a timer that was moved', () => {
    const iso = (time: number) => new Date(time).toISOString()
    const rung = async () => (await dump()).handover_process.map(({ data }) => (data as { rung: number }).rung)
    const change = async (server: Server, until: number) => {
      const { items } = await server.handover.processes.list({})
      const tasks = await server.handover.processes.tasks(items[0]!.id)
      const task = tasks.find(({ node, finishedAt }) => node === 'change' && finishedAt === null)!
      return task.do('complete', { input: { until: iso(until) } })
    }

    it('to later fires then, and once', async () => {
      const server = await serve([alarm])
      await server.handover.start(alarm, 'start', { until: iso(morning + hour) })
      await change(server, morning + 3 * hour)
      server.clock.time = morning + 2 * hour
      await server.handover.idle()
      expect(await rung()).toEqual([0])
      expect((await dump()).handover_timer.map((row) => row['due_at'])).toEqual([iso(morning + 3 * hour)])
      await advance(server.handover, movedBy(server), morning + 9 * hour)
      expect(await rung()).toEqual([1])
      expect(brokenInvariants(await dump(), { isIdle: true })).toEqual([])
    })

    it('to earlier fires then, and once', async () => {
      const server = await serve([alarm])
      await server.handover.start(alarm, 'start', { until: iso(morning + 3 * hour) })
      await change(server, morning + hour)
      server.clock.time = morning + hour
      await server.handover.idle()
      expect(await rung()).toEqual([1])
      await advance(server.handover, movedBy(server), morning + 9 * hour)
      expect(await rung()).toEqual([1])
    })

    it('just when somebody was about to fire it is not fired as it was', async () => {
      const other = await serve([alarm])
      let isMoved = false
      const server: Server = await serve([alarm], morning, async ({ name }, run) => {
        const answer = await run()
        if (name === 'timers.claim' && (answer as readonly unknown[]).length > 0 && !isMoved) {
          isMoved = true
          await change(other, morning + 5 * hour)
        }
        return answer
      })
      await other.handover.start(alarm, 'start', { until: iso(morning + hour) })
      server.clock.time = morning + hour
      await server.handover.idle()
      expect([isMoved, await rung()]).toEqual([true, [0]])
      expect(brokenInvariants(await dump(), { isIdle: true })).toEqual([])
      await advance(other.handover, movedBy(other), morning + 6 * hour)
      expect(await rung()).toEqual([1])
    })

    it('away, because its branch was canceled, never fires: also not where it was looked up before', async () => {
      const other = await serve([alarm])
      const { id } = await other.handover.start(alarm, 'start', { until: iso(morning + hour) })
      let isCanceled = false
      const server: Server = await serve([alarm], morning, async ({ name }, run) => {
        const answer = await run()
        if (name === 'timers.claim' && (answer as readonly unknown[]).length > 0 && !isCanceled) {
          isCanceled = true
          const tasks = await other.handover.processes.tasks(id)
          await tasks.find(({ node }) => node === 'snooze')!.do('cancel')
        }
        return answer
      })
      server.clock.time = morning + 2 * hour
      await server.handover.idle()
      expect([isCanceled, await rung()]).toEqual([true, [0]])
      expect((await dump()).handover_timer).toEqual([])
      expect(brokenInvariants(await dump(), { isIdle: true })).toEqual([])
    })
  })

  it('of a schedule that a newer definition has changed: not as it was before', async () => {
    const [before, after] = [scheduled('0 10 * * *'), scheduled('0 12 * * *')]
    let isChanged = false
    const server: Server = await serve([before], morning, async ({ name }, run) => {
      const answer = await run()
      if (name === 'timers.claim' && (answer as readonly unknown[]).length > 0 && !isChanged) {
        isChanged = true
        await serve([after], morning)
      }
      return answer
    })
    server.clock.time = morning + hour
    await server.handover.idle()
    const dues = async () => (await dump()).handover_process.map(({ data }) => (data as { due: string }).due)
    expect([isChanged, await dues()]).toEqual([true, []])
    expect((await dump()).handover_timer).toMatchObject([{ due_at: '2026-01-05T12:00:00.000Z' }])
  })
})

describe('the clock of PostgreSQL counts', () => {
  afterEach(() => void vi.restoreAllMocks())

  it('on servers whose own are two hours apart', async () => {
    const { place, remove } = await newPlace('postgres')
    const now = Date.now.bind(Date)
    const { url } = place as { url: string }
    const as = <T>(ahead: number, body: () => T): T => {
      vi.spyOn(Date, 'now').mockImplementation(() => now() + ahead)
      return body()
    }
    const stores = [-hour, hour].map((ahead) => ({ ahead, store: postgresStore({ url, connections: 1 }) }))
    await stores[0]!.store.migrate()
    for (const { ahead, store } of stores) await as(ahead, () => store.check())
    const [one, other] = stores.map(({ ahead, store }) => as(ahead, () => store.now().getTime()))
    vi.restoreAllMocks()
    // Far less than the two hours, and far more than a slow machine takes.
    expect(Math.abs(one! - other!)).toBeLessThan(10 * minute)
    expect(Math.abs(one! - now())).toBeLessThan(10 * minute)
    for (const { store } of stores) await store.close()
    await remove()
  })
})

const movedBy = ({ clock }: Server) => ({ now: () => clock.time, moveTo: (time: number) => void (clock.time = time) })
