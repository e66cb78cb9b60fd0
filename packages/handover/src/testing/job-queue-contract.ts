/**
 * The contract of the job queue port: every implementation runs it.
 *
 * @example jobQueueContract('in this program', async () => ({ open: (options) => embeddedJobs(options), drop }))
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { HandedJob, JobQueue } from '../jobs/job-queue.ts'

/** A place for queues: each that is opened there is another server's. */
export type MakeQueues = () => Promise<{
  readonly open: (options: { readonly concurrency: number }) => JobQueue
  /** Of queues that keep jobs: a transaction of the database in which they do, of each sort that actions may run in. */
  readonly transactions?: Readonly<Record<string, Transact>>
  readonly drop: () => Promise<void>
}>
type Transact = (body: (tx: unknown) => Promise<void>) => Promise<void>

export function jobQueueContract(name: string, makeQueues: MakeQueues, sorts: readonly string[] = []): void {
  describe(`${name} keeps the contract of a job queue:`, () => {
    let made: Awaited<ReturnType<MakeQueues>>
    let opened: JobQueue[] = []
    let number = 0
    beforeAll(async () => void (made = await makeQueues()))
    afterAll(() => made.drop())
    afterEach(async () => {
      for (const queue of opened) await queue.stop()
      opened = []
    })
    const open = (concurrency = 2): JobQueue => {
      const queue = made.open({ concurrency })
      opened.push(queue)
      return queue
    }
    const newJob = (): HandedJob => {
      const id = `00000000-0000-7000-8000-${String(++number).padStart(12, '0')}`
      return { id, tenant: '', process: `p${number}`, task: `t${number}` }
    }
    const newJobs = (count: number) => Array.from({ length: count }, newJob)

    handingContract({ open, newJob, newJobs })
    for (const sort of sorts)
      enqueueingContract(sort, { open, newJob, newJobs, transact: (body) => made.transactions![sort]!(body) })
  })
}

interface Subject {
  readonly open: (concurrency?: number) => JobQueue
  readonly newJob: () => HandedJob
  readonly newJobs: (count: number) => readonly HandedJob[]
}

/** Bodies that end when they are told to, and what is known of them. */
function bodies() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  let running = 0
  let most = 0
  const run = async ({ id }: HandedJob) => {
    begun.push(id)
    most = Math.max(most, ++running)
    await new Promise<void>((resolve) => void ends.set(id, resolve))
    running--
  }
  return { begun, run, end: (id: string) => ends.get(id)!(), most: () => most }
}

const soon = { timeout: 10_000, interval: 10 }

function handingContract({ open, newJob, newJobs }: Subject): void {
  test('what it is handed runs, so many at once, and it has room again when one has ended', async () => {
    const { begun, run, end } = bodies()
    const queue = open(2)
    expect(queue.room).toBe(0)
    await queue.start(run)
    expect(queue.room).toBe(2)
    const [one, two] = newJobs(2) as [HandedJob, HandedJob]
    await queue.hand(one)
    await queue.hand(two)
    await expect.poll(() => begun, soon).toEqual([one.id, two.id])
    expect(queue.room).toBe(0)
    end(one.id)
    await expect.poll(() => queue.room, soon).toBe(1)
    end(two.id)
  })

  test('a job runs once at a time, however often it is handed over, and again when it has ended', async () => {
    const { begun, run, end } = bodies()
    const queue = open()
    await queue.start(run)
    const job = newJob()
    await queue.hand(job)
    await queue.hand(job)
    await expect.poll(() => begun, soon).toHaveLength(1)
    end(job.id)
    await expect.poll(() => queue.room, soon).toBe(2)
    expect(begun).toHaveLength(1)
    await queue.hand(job)
    await expect.poll(() => begun, soon).toHaveLength(2)
    end(job.id)
  })

  test('when it stops it waits for those that run, and begins no more', async () => {
    const { begun, run, end } = bodies()
    const queue = open()
    await queue.start(run)
    const [first, second] = newJobs(2) as [HandedJob, HandedJob]
    await queue.hand(first)
    await expect.poll(() => begun, soon).toHaveLength(1)
    let hasStopped = false
    const stopping = queue.stop().then(() => (hasStopped = true))
    await queue.hand(second)
    expect(queue.room).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(hasStopped).toBe(false)
    end(first.id)
    await stopping
    expect(begun).toEqual([first.id])
  })

  test('asked to stop again, it waits no longer', async () => {
    const { begun, run, end } = bodies()
    const queue = open()
    await queue.start(run)
    const job = newJob()
    await queue.hand(job)
    await expect.poll(() => begun, soon).toHaveLength(1)
    const stopping = queue.stop()
    await queue.stop()
    end(job.id)
    await stopping
  })

  test('it can be stopped without having been started, and twice', async () => {
    const queue = open()
    await queue.stop()
    await queue.stop()
    expect(queue.room).toBe(0)
  })
}

function enqueueingContract(sort: string, { open, newJob, newJobs, transact }: Subject & { transact: Transact }): void {
  const enqueue = (queue: JobQueue, jobs: readonly HandedJob[], dueAt: string | null = null) =>
    transact((tx) =>
      queue.enqueue!(
        tx,
        jobs.map((job) => ({ ...job, dueAt })),
      ),
    )
  const idsOf = (jobs: readonly HandedJob[]) => jobs.map(({ id }) => id)

  describe(`in a transaction of ${sort}`, () => {
    test('what is enqueued runs once it has committed, wholly as it was given', async () => {
      const seen: HandedJob[] = []
      const queue = open()
      await queue.start(async (job) => void seen.push(job))
      const job = newJob()
      await transact(async (tx) => {
        await queue.enqueue!(tx, [{ ...job, dueAt: null }])
        await new Promise((resolve) => setTimeout(resolve, 100))
        expect(seen).toEqual([])
      })
      await expect.poll(() => seen, soon).toEqual([job])
    })

    test('what is rolled back never runs', async () => {
      const seen: string[] = []
      const queue = open()
      await queue.start(async ({ id }) => void seen.push(id))
      const undone = transact(async (tx) => {
        await queue.enqueue!(tx, [{ ...newJob(), dueAt: null }])
        throw new Error('undone')
      })
      await expect(undone).rejects.toThrow('undone')
      const kept = newJob()
      await enqueue(queue, [kept])
      await expect.poll(() => seen, soon).toEqual([kept.id])
    })

    test('none begins before it is due, and soon after that', async () => {
      let begunAt = 0
      const queue = open()
      await queue.start(async () => void (begunAt = Date.now()))
      const dueAt = Date.now() + 1500
      await enqueue(queue, [newJob()], new Date(dueAt).toISOString())
      await expect.poll(() => begunAt, soon).toBeGreaterThan(0)
      expect(begunAt - dueAt).toBeGreaterThan(-50) // the clocks of database and program may differ a little
      expect(begunAt - dueAt).toBeLessThan(2500)
    })

    test('a server that only enqueues leaves them to one that works', async () => {
      const seen: string[] = []
      const [web, worker] = [open(), open()]
      const jobs = newJobs(3)
      await enqueue(web, jobs)
      await worker.start(async ({ id }) => void seen.push(id))
      await expect.poll(() => seen.toSorted(), soon).toEqual(idsOf(jobs))
    })

    test('so many run at once, those that it is handed among them, and none is left out', async () => {
      const { begun, run, end, most } = bodies()
      const queue = open(2)
      await queue.start(run)
      const jobs = newJobs(6)
      await enqueue(queue, jobs)
      const handed = newJobs(2)
      for (const job of handed) await queue.hand(job)
      const ended = new Set<string>()
      while (ended.size < 8) {
        await expect.poll(() => begun.length > ended.size, soon).toBe(true)
        await new Promise((resolve) => setTimeout(resolve, 20))
        for (const id of begun.filter((each) => !ended.has(each))) {
          ended.add(id)
          end(id)
        }
      }
      expect(begun.toSorted()).toEqual(idsOf([...jobs, ...handed]).toSorted())
      expect(most()).toBe(2)
    })

    test('two workers share them, and each job runs on one of them', async () => {
      const seen: [string, string][] = []
      const [a, b] = [open(), open()]
      const pause = () => new Promise((resolve) => setTimeout(resolve, 5))
      await a.start(async ({ id }) => (seen.push(['a', id]), void (await pause())))
      await b.start(async ({ id }) => (seen.push(['b', id]), void (await pause())))
      const jobs = newJobs(60)
      await enqueue(a, jobs)
      await expect.poll(() => seen.length, soon).toBe(60)
      expect(seen.map(([, id]) => id).toSorted()).toEqual(idsOf(jobs))
      expect(new Set(seen.map(([worker]) => worker))).toEqual(new Set(['a', 'b']))
    })

    test('what one has not begun when it stops, another one does', async () => {
      const { begun, run, end } = bodies()
      const seen: string[] = []
      const [first, second] = [open(1), open(1)]
      await first.start(run)
      const jobs = newJobs(4)
      await enqueue(first, jobs)
      await expect.poll(() => begun, soon).toHaveLength(1)
      const stopping = first.stop()
      end(begun[0]!)
      await stopping
      await second.start(async ({ id }) => void seen.push(id))
      await expect.poll(() => [...begun, ...seen].toSorted(), soon).toEqual(idsOf(jobs))
    })
  })
}
