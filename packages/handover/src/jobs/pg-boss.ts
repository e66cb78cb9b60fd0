/** Jobs that wait in PostgreSQL until a worker is free: `handover/pg-boss`, with the package `pg-boss` 12. */
import { error } from '../errors.ts'
import { importPeer } from '../import-peer.ts'
import { bossDatabaseOf } from './boss-database.ts'
import type { Boss, OpenBoss } from './boss.ts'
import type { HandedJob, JobQueue, RunJob } from './job-queue.ts'
import { Places } from './places.ts'

export type PgBossJobsOptions = {
  /** How many run at once on this server; 4 by default. */
  readonly concurrency?: number
  /** What the queue is called in pg-boss; `handover-jobs` by default. Applications that share a schema need one each. */
  readonly name?: string
} & (
  | {
      /** The database of the store: `postgres://user:password@host/database`. */
      readonly url: string
      /** Where pg-boss has its tables; `pgboss` by default. */
      readonly schema?: string
      /** Hears what goes wrong at pg-boss, such as a lost connection; `console.warn` by default. It goes on by itself. */
      readonly onError?: (cause: Error) => void
    }
  | {
      /** A PgBoss of the application's own on the database of the store, with `useListenNotify: true`; stopped by its owner. */
      readonly boss: Boss
    }
)

// A worker that is not heard of for so long has died, and what it had is handed out again; whether it may begin, the
// claim of its row decides. How long a body may take is ours to say: a day is the longest that pg-boss knows. Of what is
// done nothing is needed: pg-boss looks after an hour whether it may go.
const settings = {
  notify: true,
  heartbeatSeconds: 30,
  expireInSeconds: 86_400,
  retryLimit: 100,
  deleteAfterSeconds: 3600,
}

/** In seconds: how often pg-boss looks for those that died. */
const supervision = 20

/**
 * Shares jobs out by pg-boss: they are enqueued in the transaction that makes them, and workers are woken by the
 * database. The outbox stays the truth: what pg-boss loses is taken up by Handover a minute later.
 *
 * @example createHandover({ flows, store: postgresStore({ url }), jobs: pgBossJobs({ url, concurrency: 10 }) })
 */
export function pgBossJobs(options: PgBossJobsOptions): JobQueue {
  checkOptions(options)
  const { name = 'handover-jobs', concurrency = 4 } = options
  return new PgBossJobs(name, concurrency, (isWorking) => openBoss(options, isWorking))
}

interface OpenedBoss {
  readonly boss: Boss
  readonly close: () => Promise<void>
}

class PgBossJobs implements Required<JobQueue> {
  readonly name: string
  readonly #concurrency: number
  readonly #open: (isWorking: boolean) => Promise<OpenedBoss>
  #opened: Promise<OpenedBoss> | undefined
  #places: Places
  readonly #running = new Map<string, Promise<void>>()
  /** What this server was handed, besides what it has from pg-boss. */
  readonly #handed = new Set<string>()
  #workers: string[] = []
  #run: RunJob | undefined

  constructor(name: string, concurrency: number, open: (isWorking: boolean) => Promise<OpenedBoss>) {
    this.name = name
    this.#concurrency = concurrency
    this.#open = open
    this.#places = new Places(concurrency)
  }

  /** Of a server that only enqueues, the first job opens it. */
  async enqueue(tx: unknown, jobs: Parameters<Required<JobQueue>['enqueue']>[1]): Promise<void> {
    const db = bossDatabaseOf(tx)
    const { boss } = await this.#boss(false)
    const inserts = jobs.map(({ dueAt, ...data }) => ({ data, ...(dueAt !== null && { startAfter: dueAt }) }))
    try {
      await boss.insert(this.name, inserts, { db })
    } catch (cause) {
      if (!isMissingTable(cause)) throw cause
      const why = 'its tables are not in the database of the store.'
      throw error('JOB_QUEUE_UNAVAILABLE', { queue: 'pg-boss', why, advice: 'Give both the same address' }, { cause })
    }
  }

  async start(run: RunJob): Promise<void> {
    const { boss } = await this.#boss(true)
    this.#run = run
    this.#places = new Places(this.#concurrency)
    for (let i = 0; i < this.#concurrency; i++) this.#workers.push(await this.#work(boss, i))
  }

  /** Those of pg-boss wait in one line with those that it is handed: neither sort stands in the way of the other. */
  get room(): number {
    return this.#run === undefined ? 0 : this.#concurrency - this.#handed.size
  }

  /** It is claimed by this server alone: pg-boss, which has had it before, could give it to none but us. */
  async hand(job: HandedJob): Promise<void> {
    if (this.#run === undefined || this.#running.has(job.id)) return
    this.#handed.add(job.id)
    void this.#begin(job).finally(() => this.#handed.delete(job.id))
  }

  async stop(): Promise<void> {
    this.#run = undefined
    this.#places.close()
    const opened = await this.#opened?.catch(() => undefined)
    if (opened === undefined) return
    const workers = this.#workers.splice(0)
    if (workers.length > 0) {
      await Promise.all(workers.map((id) => opened.boss.offWork(this.name, { id })))
      await Promise.all(this.#running.values())
    }
    this.#opened = undefined
    // What runs still is given back: pg-boss hands it to another worker.
    await opened.close()
  }

  /** One that has found a job wakes the next, and looks again when it is done: only the first asks every second. */
  async #work(boss: Boss, index: number): Promise<string> {
    const every = index === 0 ? 1 : 30
    const worker: string = await boss.work(
      this.name,
      { pollingIntervalSeconds: every, notifyPollingIntervalSeconds: every },
      async (jobs) => {
        const next = this.#workers[(index + 1) % this.#concurrency]
        if (next !== undefined) boss.notifyWorker(next)
        for (const { data } of jobs) await this.#take(data as HandedJob)
        boss.notifyWorker(worker)
      },
    )
    return worker
  }

  async #take(job: HandedJob): Promise<void> {
    // It has it already, from the other side.
    if (this.#running.has(job.id)) return
    const hasRun = await this.#begin(job)
    // What fails is handed to another worker at once.
    if (!hasRun) throw error('JOB_ABORTED', { task: job.task, why: 'the server stops' })
  }

  async #begin(job: HandedJob): Promise<boolean> {
    let hasRun = false
    const running = this.#places
      .run(async () => this.#run?.(job))
      .then((ran) => void (hasRun = ran))
      .finally(() => this.#running.delete(job.id))
    this.#running.set(job.id, running)
    await running
    return hasRun
  }

  async #boss(isWorking: boolean): Promise<OpenedBoss> {
    const opening = (this.#opened ??= this.#open(isWorking).then((opened) => this.#begun(opened)))
    try {
      return await opening
    } catch (cause) {
      this.#opened = undefined
      throw cause
    }
  }

  async #begun(opened: OpenedBoss): Promise<OpenedBoss> {
    try {
      await opened.boss.start()
      await opened.boss.createQueue(this.name, settings)
      await opened.boss.updateQueue(this.name, settings)
      return opened
    } catch (cause) {
      // What of it has started would keep the program alive.
      await opened.close().catch(() => {})
      const why = `it could not be started (${messageOf(cause)}).`
      const advice = 'Is its database there, and may its role make tables?'
      throw error('JOB_QUEUE_UNAVAILABLE', { queue: 'pg-boss', why, advice }, { cause })
    }
  }
}

async function openBoss(options: PgBossJobsOptions, isWorking: boolean): Promise<OpenedBoss> {
  if ('boss' in options) return { boss: options.boss, close: async () => {} }
  const { url, schema, onError = (cause) => console.warn(cause.message) } = options
  const peer = { name: 'pg-boss', neededBy: 'handover/pg-boss' }
  const { PgBoss } = (await importPeer(peer, () => import('pg-boss'))) as unknown as { PgBoss: OpenBoss }
  const boss = new PgBoss({
    connectionString: url,
    ...(schema !== undefined && { schema }),
    application_name: 'handover-jobs',
    max: 4,
    schedule: false,
    supervise: isWorking,
    superviseIntervalSeconds: supervision,
    monitorIntervalSeconds: supervision,
    useListenNotify: isWorking,
  })
  let isClosing = false
  boss.on('error', (cause) => isClosing || onError(cause))
  const close = async () => {
    isClosing = true
    await boss.stop({ graceful: false })
  }
  return { boss, close }
}

function checkOptions(options: PgBossJobsOptions): void {
  const refuse = (option: string, value: unknown, expected: string) => {
    throw error('OPTION_INVALID', { option, value, expected })
  }
  const { concurrency = 4, name = 'handover-jobs', url, boss, schema } = options as Partial<Record<string, any>>
  if (!Number.isInteger(concurrency) || concurrency < 1) refuse('concurrency', concurrency, 'a whole number from 1 on')
  if (typeof name !== 'string' || !/^[\w.\-/]+$/.test(name))
    refuse('name', name, 'letters, digits and _ - . /, such as handover-jobs')
  if (boss === undefined ? typeof url !== 'string' || url === '' : url !== undefined)
    refuse('url', url, 'either `url`, a connection string, or `boss`, a PgBoss of your own')
  if (boss !== undefined && typeof boss?.insert !== 'function') refuse('boss', boss, 'a PgBoss')
  if (schema !== undefined && (boss !== undefined || !/^[A-Za-z_]\w{0,49}$/.test(schema)))
    refuse('schema', schema, 'a name such as pgboss, together with `url`')
}

/** Where a name has several addresses, the failure of each lies inside of one without a message. */
function messageOf(cause: unknown): string {
  const { message, errors = [], code } = cause as Error & { readonly errors?: readonly Error[]; readonly code?: string }
  return message || errors[0]?.message || code || String(cause)
}

const isMissingTable = (cause: unknown) => ['42P01', '3F000'].includes((cause as { code?: string } | null)?.code ?? '')
