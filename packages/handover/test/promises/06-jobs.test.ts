import { flow, type AnyFlow } from 'handover'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { embeddedJobs } from '../../src/jobs/embedded.ts'
import type { JobQueue } from '../../src/jobs/job-queue.ts'
import { pgBossJobs } from '../../src/jobs/pg-boss.ts'
import type { Job, JobRules } from '../../src/nodes/job.ts'
import { readDuration } from '../../src/flow/duration.ts'
import { open, type Driver, type OpenOptions, type Place } from '../driver.ts'
import { databases } from './databases.ts'

type Body = (job: Job<{ readonly amount: number }>) => unknown
let body: Body = () => ({})

/** A Date in functions, a text in the database. */
const isoDate = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})

/** Charges by a job whose body each test brings along. */
const charging = (name: string, options: JobRules) =>
  flow(name, {
    data: z.object({ amount: z.number(), receipts: z.array(z.string()).default([]), at: isoDate.optional() }),
    nodes: (n) => ({
      start: n.startHandle(z.object({ amount: z.number() }), (input) => input).next('charge'),
      charge: n
        .job((job) => body(job) as never, options)
        .onError('sorry', { code: 'CARD_REFUSED' })
        .next('thank'),
      thank: n.view({ fields: [] }).next('done'),
      sorry: n.end(),
      done: n.end(),
    }),
  })
const charge = charging('charge', { retries: 2 })
const hasty = charging('hasty', { retries: 0, timeout: '60 ms' })
const scarce = charging('scarce', {
  retries: 2,
  concurrency: 2,
  noRetry: ['ACCOUNT_UNKNOWN'],
  backoff: { first: '10 s', factor: 3, most: '15 s', jitter: 0 },
})
const flows: AnyFlow[] = [charge, hasty, scarce]

type QueueAt = (concurrency?: number) => (place: Place) => JobQueue
const inProgram: QueueAt = (concurrency) => () => embeddedJobs(concurrency === undefined ? {} : { concurrency })
const inBoss: QueueAt =
  (concurrency = 4) =>
  (place) =>
    pgBossJobs({ url: (place as { url: string }).url, concurrency })
const settings = [
  ...databases.map((database) => ({ on: database, database, queueAt: inProgram })),
  { on: 'postgres with pg-boss', database: 'postgres' as const, queueAt: inBoss },
]

describe.each(settings)("a job's body runs at least once, its result is applied once, on $on", (setting) => {
  const { database, queueAt } = setting
  const jobs = queueAt()
  let driver: Driver
  let ahead = 0
  const reopen = (options: Partial<OpenOptions> = {}) => open({ flows, database: driver.place, jobs, ...options })
  beforeEach(async () => {
    body = () => ({})
    ahead = 0
    driver = await open({ flows, database, jobs })
  })
  /** Nothing is due or under way, in pg-boss neither. */
  const settled = async (server = driver) => {
    const isDue = (row: Record<string, unknown>) =>
      row['kind'] === 'job' && Date.parse(String(row['due_at'])) <= Date.now() + ahead
    const waiting = async () => (await server.dump())['handover_outbox']!.filter(isDue)
    do await server.idle()
    while (queueAt === inBoss && (await waiting()).length > 0)
    await server.idle()
  }
  const advance = async (duration: string) => {
    ahead += readDuration(duration)!
    await driver.advanceClock(duration)
    await settled()
  }
  afterEach(() => driver.close())

  const start = (amount = 1, name = 'charge') => driver.start(name, 'start', { amount })
  const jobOf = async (process: { id: string }) => (await driver.tasks({ process, node: 'charge' }))[0]!
  const outbox = async () => (await driver.dump())['handover_outbox']!
  const eventsOf = async (process: { id: string }) =>
    (await driver.history(process)).filter(({ node }) => node === 'charge').map(({ type }) => type)

  it('with the data as it is, a stable key and a first attempt; what it returns is laid over the data', async () => {
    const seen: unknown[] = []
    body = async (job) => {
      const { process, task, key, attempt, signal } = job
      job.progress(0.5, 'half')
      expect(await driver.handover.tasks.get(task.id)).toMatchObject({ progress: { done: 0.5, note: 'half' } })
      seen.push({ data: process.data, number: process.number, task: task.id, key, attempt, aborted: signal.aborted })
      return { receipts: ['r1'], at: new Date('2026-01-02T03:04:05Z') }
    }
    const process = await start(7)
    await settled()
    const task = await jobOf(process)
    const data = { amount: 7, receipts: [] }
    expect(seen).toEqual([{ data, number: process.number, task: task.id, key: task.id, attempt: 1, aborted: false }])
    const { data: after } = await driver.process(process)
    expect(after).toEqual({ amount: 7, receipts: ['r1'], at: new Date('2026-01-02T03:04:05Z') })
    expect(task.status).toBe('done')
    expect(await outbox()).toEqual([])
  })

  it('outside of any transaction: others go on meanwhile, and it may use the whole Handover', async () => {
    let other = ''
    body = async ({ process }) => {
      if (process.data.amount === 1) other = (await driver.start('hasty', 'start', { amount: 2 })).id
      return {}
    }
    await start(1)
    await settled()
    expect(await jobOf({ id: other })).toMatchObject({ status: 'done' })
  })

  // pg-boss goes by the database's own clock, which cannot be moved on.
  it.skipIf(queueAt === inBoss)('again after a failure, later each time, with the same key', async () => {
    const seen: unknown[] = []
    body = ({ key, attempt }) => {
      seen.push({ key, attempt })
      if (attempt < 3) throw new Error('busy')
      return { receipts: [`r${attempt}`] }
    }
    const process = await start()
    await settled()
    expect(await jobOf(process)).toMatchObject({ status: 'scheduled' })
    await advance('1 s')
    await settled()
    expect(seen).toHaveLength(2)
    await advance('1 s')
    await settled()
    expect(seen).toHaveLength(2)
    await advance('1 s')
    await settled()
    const { id: key } = await jobOf(process)
    expect(seen).toEqual([1, 2, 3].map((attempt) => ({ key, attempt })))
    expect(await driver.process(process)).toMatchObject({ data: { receipts: ['r3'] } })
    expect((await eventsOf(process)).filter((type) => type === 'task.failed')).toHaveLength(2)
  })

  // pg-boss goes by the database's own clock, which cannot be moved on.
  it.skipIf(queueAt === inProgram)('again after a failure, by the clock of the database', async () => {
    const seen: { key: string; attempt: number; at: number }[] = []
    body = ({ key, attempt }) => {
      seen.push({ key, attempt, at: Date.now() })
      if (attempt === 1) throw new Error('busy')
      return { receipts: ['second'] }
    }
    const process = await start()
    await expect.poll(() => seen, { timeout: 10_000 }).toHaveLength(2)
    await settled()
    const { id: key } = await jobOf(process)
    expect(seen).toMatchObject([
      { key, attempt: 1 },
      { key, attempt: 2 },
    ])
    // A second, or by chance up to a fifth less.
    expect(seen[1]!.at - seen[0]!.at).toBeGreaterThan(750)
    expect(await driver.process(process)).toMatchObject({ data: { receipts: ['second'] } })
  })

  it.skipIf(queueAt === inBoss)(
    'until it has failed too often: then the task is in error, and an operator may retry it',
    async () => {
      const keys: string[] = []
      let isDown = true
      body = ({ key }) => {
        keys.push(key)
        if (isDown) throw new Error('down for good')
        return { receipts: ['late'] }
      }
      const process = await start()
      await advance('1 min')
      const failed = await jobOf(process)
      expect(failed).toMatchObject({ status: 'error', error: { message: 'down for good' } })
      expect((await driver.process(process)).attention).not.toBeNull()
      expect(keys).toHaveLength(3)
      isDown = false
      await driver.command(failed, 'retry')
      await settled()
      expect(await driver.process(process)).toMatchObject({ attention: null, data: { receipts: ['late'] } })
      expect(new Set(keys).size).toBe(1)
    },
  )

  it('and an error with a code is caught by the boundary that names it', async () => {
    body = () => {
      throw Object.assign(new Error('no'), { code: 'CARD_REFUSED' })
    }
    const process = await start(1, 'hasty')
    await settled()
    expect(await driver.process(process)).toMatchObject({ status: 'done', outcome: 'sorry' })
  })

  it('not longer than its timeout: it is told to stop, and what it answers later is not used', async () => {
    let reason: unknown
    let isOver = () => {}
    const over = new Promise<void>((resolve) => (isOver = resolve))
    body = ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          reason = signal.reason
          setTimeout(() => {
            resolve({ receipts: ['too late'] })
            isOver()
          }, 30)
        })
      })
    const process = await start(1, 'hasty')
    await settled()
    await over
    await settled()
    expect(reason).toMatchObject({ code: 'JOB_TOO_SLOW' })
    expect(await jobOf(process)).toMatchObject({ status: 'error', error: { code: 'JOB_TOO_SLOW' } })
    expect(await driver.process(process)).toMatchObject({ data: { receipts: [] } })
  })

  it('and is told to stop when its task has ended meanwhile', async () => {
    const aborted = Promise.withResolvers<unknown>()
    const begun = Promise.withResolvers<void>()
    body = ({ signal }) => {
      begun.resolve()
      signal.addEventListener('abort', () => aborted.resolve(signal.reason))
      return new Promise(() => {})
    }
    const process = await start()
    await begun.promise
    await driver.command(process, 'cancelProcess')
    expect(await aborted.promise).toMatchObject({ code: 'JOB_ABORTED' })
    await settled()
    expect(await outbox()).toEqual([])
    expect(await jobOf(process)).toMatchObject({ status: 'canceled' })
  })

  it('not at all when its task has ended before', async () => {
    await driver.close()
    driver = await open({ flows, database, jobs, work: false })
    let runs = 0
    body = () => void runs++
    const process = await start()
    await driver.command(process, 'cancelProcess')
    const next = await reopen()
    await settled(next)
    expect(runs).toBe(0)
    expect(await outbox()).toEqual([])
    await next.close()
  })

  it.skipIf(queueAt === inProgram)(
    'by another server a minute later, when the one that had it died before it began',
    async () => {
      await driver.close()
      driver = await open({ flows, database, jobs, work: false })
      // It is as if pg-boss had given it to a server that is gone: nobody there asks for it.
      const process = await start()
      const early = await reopen({ jobs: embeddedJobs(), ahead: '55 s' })
      await early.idle()
      expect(await outbox()).toHaveLength(1)
      const later = await reopen({ jobs: embeddedJobs(), ahead: '61 s' })
      await later.idle()
      expect(await jobOf(process)).toMatchObject({ status: 'done' })
      for (const other of [early, later]) await other.close()
    },
  )

  it('so many at once as the queue runs, and other work does not wait for them', async () => {
    await driver.close()
    let running = 0
    let most = 0
    const ends: (() => void)[] = []
    body = async () => {
      most = Math.max(most, ++running)
      await new Promise<void>((resolve) => ends.push(resolve))
      running--
    }
    driver = await open({ flows, database, jobs: queueAt(2) })
    const processes = await Promise.all(Array.from({ length: 70 }, () => start()))
    const told: string[] = []
    driver.handover.on('process.canceled', { name: 'told' }, ({ process }) => void told.push(process.id))
    await driver.command(processes.at(-1)!, 'cancelProcess')
    await expect.poll(() => told, { timeout: 5000 }).toHaveLength(1)
    const releasing = setInterval(() => ends.shift()?.(), 1)
    await settled()
    clearInterval(releasing)
    expect(most).toBe(2)
    expect(await driver.tasks({ node: 'thank' })).toHaveLength(69)
  })

  it('once more after a crash in the middle of it, and only one of both answers is applied', async () => {
    const answers = [Promise.withResolvers<unknown>(), Promise.withResolvers<unknown>()]
    const seen: { key: string; attempt: number }[] = []
    body = ({ key, attempt }) => answers[seen.push({ key, attempt }) - 1]!.promise
    await driver.close()
    driver = await open({ flows, database, jobs, work: { lease: '300 ms' } })
    // The first server is not dead, but as good as: it is not heard of any more, and its body answers too late.
    const { outbox: silent } = driver.handover.store
    vi.spyOn(silent, 'renew').mockImplementation(async (_, ids) => ids)
    const process = await start()
    await expect.poll(() => seen, { timeout: 5000 }).toHaveLength(1)
    vi.spyOn(silent, 'claim').mockResolvedValue([])
    const next = await reopen()
    await expect.poll(() => seen, { timeout: 5000 }).toHaveLength(2)
    answers[1]!.resolve({ receipts: ['second'] })
    await settled(next)
    expect(await next.process(process)).toMatchObject({ data: { receipts: ['second'] } })
    answers[0]!.resolve({ receipts: ['first'] })
    await settled()
    expect(await next.process(process)).toMatchObject({ data: { receipts: ['second'] } })
    expect((await eventsOf(process)).filter((type) => type === 'task.done')).toHaveLength(1)
    expect(seen[0]).toEqual(seen[1])
    await next.close()
  })

  it('by one server alone for as long as that lives, however long it takes', async () => {
    await driver.close()
    driver = await open({ flows, database, jobs, work: { lease: '300 ms' } })
    let runs = 0
    body = async () => {
      runs++
      await new Promise((resolve) => setTimeout(resolve, 1500))
      return { receipts: ['one'] }
    }
    const others = await Promise.all([1, 2].map(() => reopen({ work: { lease: '300 ms' } })))
    const process = await start()
    await settled()
    expect(runs).toBe(1)
    expect(await driver.process(process)).toMatchObject({ data: { receipts: ['one'] } })
    for (const other of others) await other.close()
  })

  it('and is not told to stop while it only waits to begin', async () => {
    await driver.close()
    driver = await open({ flows, database, jobs, work: { lease: '150 ms' } })
    body = ({ attempt }) => ({ receipts: [`at ${attempt}`] })
    const { store } = driver.handover
    const begin = store.begin.bind(store)
    vi.spyOn(store, 'begin').mockImplementation((options) => {
      const unit = begin(options)
      const load = unit.load.bind(unit)
      unit.load = async (...given) => {
        await new Promise((resolve) => setTimeout(resolve, 400))
        return load(...given)
      }
      return unit
    })
    const process = await start()
    await settled()
    expect(await driver.process(process)).toMatchObject({ data: { receipts: ['at 1'] } })
  })

  it('and is told to stop when another server has begun with it', async () => {
    await driver.close()
    driver = await open({ flows, database, jobs, work: { lease: '200 ms' } })
    const reason = Promise.withResolvers<unknown>()
    const begun = Promise.withResolvers<void>()
    body = ({ signal }) => {
      begun.resolve()
      return new Promise(() => signal.addEventListener('abort', () => reason.resolve(signal.reason)))
    }
    await start()
    await begun.promise
    await driver.database.updateTable('handover_outbox').set({ claimed_by: 'another' }).execute()
    expect(await reason.promise).toMatchObject({ code: 'JOB_ABORTED' })
    await driver.database.deleteFrom('handover_outbox').execute()
  })

  it('to its end when its server stops, if that does not take too long', async () => {
    const begun = Promise.withResolvers<void>()
    body = async () => {
      begun.resolve()
      await new Promise((resolve) => setTimeout(resolve, 300))
      return { receipts: ['finished'] }
    }
    const passive = await reopen({ work: false })
    const process = await start()
    await begun.promise
    await driver.handover.close()
    expect(await passive.process(process)).toMatchObject({ data: { receipts: ['finished'] } })
    await passive.close()
  })

  it('by nobody else while its server stops and lets it finish, however short the lease', async () => {
    await driver.close()
    driver = await open({ flows, database, jobs, work: { lease: '300 ms' } })
    let runs = 0
    body = async () => {
      runs++
      await new Promise((resolve) => setTimeout(resolve, 2500))
      return { receipts: ['one'] }
    }
    const process = await start()
    await expect.poll(() => runs, { timeout: 5000 }).toBe(1)
    const other = await reopen({ work: { lease: '300 ms' } })
    await driver.handover.close()
    await other.idle()
    expect(runs).toBe(1)
    expect(await other.process(process)).toMatchObject({ data: { receipts: ['one'] } })
    await other.close()
  })

  it('so many at once as its node allows, over all servers', async () => {
    let running = 0
    let most = 0
    body = async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running--
    }
    const other = await reopen()
    await Promise.all(Array.from({ length: 20 }, () => start(1, 'scarce')))
    await expect.poll(() => driver.tasks({ node: 'thank' }), { timeout: 15_000 }).toHaveLength(20)
    expect(most).toBe(2)
    await other.close()
  })

  it('once when it fails in a way that another attempt cannot mend', async () => {
    let runs = 0
    body = () => {
      runs++
      throw Object.assign(new Error('no such account'), { code: 'ACCOUNT_UNKNOWN' })
    }
    const process = await start(1, 'scarce')
    await advance('1 min')
    expect(runs).toBe(1)
    expect(await jobOf(process)).toMatchObject({ status: 'error', error: { code: 'ACCOUNT_UNKNOWN' } })
  })

  it('again after pauses that its node tells', async () => {
    let runs = 0
    body = () => {
      runs++
      throw new Error('busy')
    }
    const process = await start(1, 'scarce')
    await settled()
    const dueOf = async () => {
      const [row] = await outbox()
      return Date.parse(String(row!['due_at'])) - Date.parse(String(row!['created_at']))
    }
    expect(await dueOf()).toBe(10_000)
    await advance('10 s')
    expect(await dueOf()).toBe(15_000)
    await advance('15 s')
    expect(runs).toBe(3)
    expect(await jobOf(process)).toMatchObject({ status: 'error' })
  })

  it('anew by the next server when this one stops, which costs no attempt', async () => {
    const seen: number[] = []
    body = ({ attempt, signal }) => {
      seen.push(attempt)
      if (seen.length > 1) return { receipts: ['second'] }
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    }
    const working = await reopen({ work: { stopWithin: '50 ms' } })
    await driver.handover.idle()
    const { place } = driver
    // The driver that owns the database does not work here, so that only `working` has the job.
    const passive = await open({ flows, database: place, jobs, work: false })
    await driver.handover.close()
    const process = await passive.start('charge', 'start', { amount: 1 })
    await expect.poll(() => seen, { timeout: 5000 }).toHaveLength(1)
    await working.close()
    const next = await open({ flows, database: place, jobs })
    await settled(next)
    expect(seen).toEqual([1, 1])
    expect(await next.process(process)).toMatchObject({ data: { receipts: ['second'] } })
    await next.close()
    await passive.close()
  })

  it('whose answer waits while its process is suspended, and is not asked for again', async () => {
    const answer = Promise.withResolvers<unknown>()
    let runs = 0
    body = () => {
      runs++
      return answer.promise
    }
    const process = await start()
    await expect.poll(() => runs, { timeout: 5000 }).toBe(1)
    await driver.handover.processes.suspend(process.id)
    answer.resolve({ receipts: ['kept'] })
    await driver.idle()
    expect(await driver.process(process)).toMatchObject({ data: { receipts: [] } })
    await driver.handover.processes.resume(process.id)
    await expect
      .poll(async () => (await driver.process(process)).data, { timeout: 5000 })
      .toMatchObject({ receipts: ['kept'] })
    expect(runs).toBe(1)
  })

  it('whose answer does not fit leaves the task in error', async () => {
    body = () => ({ amount: 'much' })
    const process = await start(1, 'hasty')
    await settled()
    expect(await jobOf(process)).toMatchObject({ status: 'error' })
    expect(await driver.process(process)).toMatchObject({ data: { amount: 1 } })
    expect(await outbox()).toEqual([])
  })
})
