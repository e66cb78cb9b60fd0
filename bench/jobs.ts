/**
 * Jobs per second from the command that makes them to the one that applies their result, for each queue, and in the same
 * run for pg-boss alone: a transaction that writes a row and enqueues, an empty handler, the completion.
 */
import { join } from 'node:path'
import pg from 'pg'
import { fromKysely, PgBoss } from 'pg-boss'
import { z } from 'zod'
import { createHandover, embeddedJobs, flow, type JobQueue, type Store } from 'handover'
import { pgBossJobs } from 'handover/pg-boss'
import { postgresStore } from 'handover/postgres'
import { sqliteStore } from 'handover/sqlite'

interface Options {
  /** How many jobs run at once. */
  readonly workers: number
  readonly count: number
}
interface Place {
  readonly url: string
  readonly folder: string
}

interface Figure {
  readonly perSecond: number
  readonly perWorker: number
  /** Transactions that write, for each job; null where they cannot be counted. */
  readonly commits: number | null
}
export interface MeasuredJobs extends Options {
  readonly callers: number
  readonly sqlite: Figure
  readonly postgres: Figure
  readonly pgBoss: Figure
  /** The mean of before and after. */
  readonly pgBossAlone: Figure
  /** What ours makes of each job that pg-boss alone makes, with either queue on PostgreSQL. */
  readonly ratio: { readonly postgres: number; readonly pgBoss: number }
}

/** So many ask at once, on every side. */
const callers = 8

export async function measureJobs(options: Options, { url, folder }: Place): Promise<MeasuredJobs> {
  const { workers: concurrency } = options
  const connections = callers + concurrency + 2
  const onPostgres = () => postgresStore({ url, connections })
  const boss = () => pgBossJobs({ url, concurrency })
  const before = await measureAlone(options, url)
  const sqlite = await measureOne(
    options,
    sqliteStore({ file: join(folder, 'jobs.db') }),
    embeddedJobs({ concurrency }),
  )
  const postgres = await measureOne(options, onPostgres(), embeddedJobs({ concurrency }), url)
  const pgBoss = await measureOne(options, onPostgres(), boss(), url)
  const after = await measureAlone(options, url)
  const pgBossAlone = mean(before, after)
  const ratioOf = ({ perSecond }: Figure) => Math.round((perSecond / pgBossAlone.perSecond) * 100) / 100
  const ratio = { postgres: ratioOf(postgres), pgBoss: ratioOf(pgBoss) }
  return { ...options, callers, sqlite, postgres, pgBoss, pgBossAlone, ratio }
}

const work = flow('work', {
  data: z.object({ message: z.string() }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ message: z.string() }), (input) => input).next('job'),
    job: n.job(() => {}).next('done'),
    done: n.end(),
  }),
})

async function measureOne(options: Options, store: Store, jobs: JobQueue, url?: string): Promise<Figure> {
  const handover = await createHandover({ flows: [work], store, jobs, migrate: true })
  try {
    let done = 0
    let tell = () => {}
    handover.on('process.done', () => {
      done++
      tell()
    })
    const finish = async (count: number) => {
      const ends = done + count
      const finished = new Promise<void>((resolve) => (tell = () => done >= ends && resolve()))
      await inParallel(count, () => handover.start(work, 'start', { message: 'hello' }))
      await finished
    }
    return await timed(options, finish, url)
  } finally {
    await handover.close()
  }
}

async function measureAlone(options: Options, url: string): Promise<Figure> {
  const boss = new PgBoss({ connectionString: url, schema: 'alone', useListenNotify: true, schedule: false })
  boss.on('error', console.error)
  const store = postgresStore({ url, connections: callers })
  try {
    await boss.start()
    await boss.createQueue('work', { notify: true })
    await store.transaction((tx) =>
      tx.schema.createTable('alone_row').ifNotExists().addColumn('message', 'text').execute(),
    )
    let done = 0
    for (let i = 0; i < options.workers; i++) {
      const worker: string = await boss.work('work', async () => {
        done++
        boss.notifyWorker(worker)
      })
    }
    const finish = async (count: number) => {
      const ends = done + count
      await inParallel(count, () =>
        store.transaction(async (tx) => {
          await tx.insertInto('alone_row').values({ message: 'hello' }).execute()
          await boss.send('work', { message: 'hello' }, { db: fromKysely(tx) })
        }),
      )
      while (done < ends || boss.getWipData().some((worker) => worker.count > 0))
        await new Promise((resolve) => setTimeout(resolve, 1))
    }
    return await timed(options, finish, url)
  } finally {
    await boss.stop({ graceful: false })
    await store.close()
  }
}

/** Warms up first. */
async function timed(
  { workers, count }: Options,
  finish: (count: number) => Promise<void>,
  url: string | undefined,
): Promise<Figure> {
  await finish(Math.min(500, count))
  const written = await writtenAt(url)
  const begin = performance.now()
  await finish(count)
  const perSecond = count / ((performance.now() - begin) / 1000)
  const commits = written === null ? null : ((await writtenAt(url))! - written - 1) / count
  return rounded({ perSecond, perWorker: perSecond / workers, commits })
}

/** How many transactions have written on this server; asking is one more. */
async function writtenAt(url: string | undefined): Promise<number | null> {
  if (url === undefined) return null
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('select txid_current()::text as id')
  await client.end()
  return Number(rows[0].id)
}

async function inParallel(count: number, one: () => Promise<unknown>): Promise<void> {
  let left = count
  const caller = async () => {
    while (left-- > 0) await one()
  }
  await Promise.all(Array.from({ length: callers }, caller))
}

const mean = (a: Figure, b: Figure): Figure =>
  rounded({
    perSecond: (a.perSecond + b.perSecond) / 2,
    perWorker: (a.perWorker + b.perWorker) / 2,
    commits: (a.commits! + b.commits!) / 2,
  })

const rounded = ({ perSecond, perWorker, commits }: Figure): Figure => ({
  perSecond: Math.round(perSecond),
  perWorker: Math.round(perWorker),
  commits: commits === null ? null : Math.round(commits * 100) / 100,
})

export function jobsInWords({ workers, count, ratio, ...measured }: MeasuredJobs): string {
  const line = (name: string, { perSecond, perWorker, commits }: Figure, beside = '') =>
    `${name.padEnd(26)} ${String(perSecond).padStart(6)} ${String(perWorker).padStart(10)} ${String(commits ?? '').padStart(12)}  ${beside}`
  return [
    `${count} jobs, ${workers} at once, made by ${measured.callers} callers`,
    `${''.padEnd(26)}  per s  per worker  commits/job  ratio`,
    line('SQLite, in the program', measured.sqlite),
    line('PostgreSQL, in the program', measured.postgres, String(ratio.postgres)),
    line('PostgreSQL, pg-boss', measured.pgBoss, String(ratio.pgBoss)),
    line('pg-boss alone', measured.pgBossAlone, '1'),
  ].join('\n')
}
