/** Kills a web server, its workers and their database again and again, lets the work be done to its end, and audits it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { postgresStore } from 'handover/postgres'
import { sqliteStore } from 'handover/sqlite'
import { sql } from 'kysely'
import { freePort, startPostgres } from '../../../../test/embedded-postgres.ts'
import { dumpTables } from '../dump.ts'
import type { TestStore } from '../server.ts'
import { audit } from './audit.ts'
import { bundlePrograms } from './bundle.ts'
import { Customers } from './customers.ts'
import { isBusyAtFirst, parcels } from './flows.ts'
import { Herd } from './herd.ts'
import { readCalls, type Call } from './ledger.ts'
import type { ServerPlace } from './server.ts'

export interface ChaosOptions {
  readonly database: 'postgres' | 'sqlite'
  /** Who shares the jobs out: the servers themselves by default. */
  readonly queue?: ServerPlace['queue']
  /** How many processes there are to be: orders, each of which calls two more. */
  readonly processes: number
  /** Beside the web server, which on SQLite works too. */
  readonly workers: number
  /** In milliseconds: how often a server is killed, and how often PostgreSQL is stopped. */
  readonly killEvery: number
  readonly stopEvery: number
  /** In milliseconds: how long at most there is killing; by default until nearly everything is done. */
  readonly killFor?: number
  readonly seed: number
  /** Hears now and then how far it is. */
  readonly onProgress?: (words: string) => void
}

export interface ChaosFigures {
  readonly processes: number
  readonly kills: number
  readonly restarts: number
  readonly gaveUp: number
  readonly databaseStops: number
  readonly seconds: number
  readonly secondsOfKilling: number
  readonly processesPerSecond: number
  /** How often a customer had to ask again. */
  readonly repeats: number
  readonly jobs: number
  readonly jobCalls: number
  /** Jobs whose body ran again though it had not failed: it, or its server, was gone before its answer was applied. */
  readonly jobsRunAgain: number
  readonly medianStartMs: number
}
export interface ChaosReport {
  readonly violations: readonly string[]
  readonly figures: ChaosFigures
  /** What is needed to look into it: logs, ledger and rows; null when all was well. */
  readonly evidence: string | null
}

/**
 * In milliseconds: nothing has ended for so long although nobody is killed any more. What a dead worker had from pg-boss
 * is taken up by Handover a minute after it was due.
 */
const stuckAfter = { embedded: 45_000, 'pg-boss': 90_000 }

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const folder = mkdtempSync(join(tmpdir(), 'handover-chaos-'))
  const site = await openSite(options.database, folder)
  const place: ServerPlace = {
    database: site.database,
    ledger: join(folder, 'ledger.jsonl'),
    port: await freePort(),
    webWorks: options.database === 'sqlite',
    queue: options.queue ?? 'embedded',
  }
  let isKept = false
  try {
    await bundlePrograms(folder)
    const report = await unleash(options, { folder, place, site })
    isKept = report.evidence !== null
    return report
  } finally {
    await site.close()
    if (!isKept) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

interface Site {
  readonly store: TestStore
  readonly database: ServerPlace['database']
  /** Stops the database at once and starts it again; undefined where there is no server. */
  readonly crash?: () => Promise<void>
  readonly close: () => Promise<void>
}

async function openSite(database: ChaosOptions['database'], folder: string): Promise<Site> {
  if (database === 'sqlite') {
    const file = join(folder, 'chaos.db')
    const store = sqliteStore({ file })
    await store.migrate()
    return { store, database: { file }, close: () => store.close() }
  }
  const server = await startPostgres()
  const store = postgresStore({ url: server.url, connections: 2 })
  await store.migrate()
  const close = async () => {
    await store.close().catch(() => {})
    await server.stop()
  }
  return { store, database: { url: server.url }, crash: () => server.crash(300), close }
}

interface Stage {
  readonly folder: string
  readonly place: ServerPlace
  readonly site: Site
}

async function unleash(options: ChaosOptions, { folder, place, site }: Stage): Promise<ChaosReport> {
  const members = ['web' as const, ...Array.from({ length: options.workers }, () => 'worker' as const)]
  const herd = new Herd({ folder, place, members })
  const stop = new AbortController()
  const orders = Math.ceil(options.processes / (1 + parcels))
  const url = `http://127.0.0.1:${place.port}`
  const customers = new Customers({ url, orders, atOnce: 32, signal: stop.signal })
  const violations: string[] = []
  try {
    await herd.untilReady()
    const begin = performance.now()
    const served = customers.serveAll().then(
      () => true,
      () => false,
    )
    const killing = await killUntilDone(options, { herd, site, served })
    if (!(await drained(options, { site, served, stop }))) violations.push('it does not go on by itself any more')
    const seconds = (performance.now() - begin) / 1000
    await herd.end()
    const dump = await dumpTables(site.store.database)
    const calls = readCalls(place.ledger)
    violations.push(...customers.refusals)
    violations.push(...audit({ dump, calls, told: customers.told, orders }))
    if (violations.length > 0) {
      writeFileSync(join(folder, 'violations.txt'), violations.join('\n'))
      writeFileSync(join(folder, 'tables.json'), JSON.stringify(dump))
    }
    const figures: ChaosFigures = {
      processes: dump.handover_process.length,
      kills: herd.kills,
      restarts: herd.restarts,
      gaveUp: herd.gaveUp,
      databaseStops: killing.stops,
      seconds: rounded(seconds),
      secondsOfKilling: rounded(killing.seconds),
      processesPerSecond: rounded(dump.handover_process.length / seconds),
      repeats: customers.repeats,
      ...countCalls(calls),
      medianStartMs: Math.round(herd.startTimes.toSorted((a, b) => a - b)[herd.startTimes.length >> 1] ?? 0),
    }
    return { violations, figures, evidence: violations.length > 0 ? folder : null }
  } finally {
    stop.abort()
    await herd.end()
  }
}

interface Killing {
  readonly herd: Herd
  readonly site: Site
  readonly served: Promise<boolean>
}

/** Until what was asked for is nearly done, or the time for it is over. */
async function killUntilDone(
  { killEvery, stopEvery, killFor = Infinity, seed, processes, onProgress }: ChaosOptions,
  { herd, site, served }: Killing,
): Promise<{ readonly stops: number; readonly seconds: number }> {
  const draw = randomFrom(seed)
  const begin = performance.now()
  let isServed = false
  void served.then(() => (isServed = true))
  let [stops, isNearlyDone, nextStop] = [0, false, begin + stopEvery]
  let crashing: Promise<void> = Promise.resolve()
  for (let round = 1; !isNearlyDone && performance.now() - begin < killFor; round++) {
    await sleep(killEvery)
    herd.kill(draw)
    if (site.crash !== undefined && performance.now() >= nextStop) {
      nextStop = performance.now() + stopEvery
      stops++
      crashing = crashing.then(() => site.crash!())
    }
    if (round % 10 > 0) continue
    const { done, running } = await counts(site).catch(() => ({ done: 0, running: Infinity }))
    isNearlyDone = isServed && running <= processes / 20
    onProgress?.(`${Math.round((performance.now() - begin) / 1000)} s: ${done} processes done, ${herd.kills} killed`)
  }
  const seconds = (performance.now() - begin) / 1000
  await crashing
  return { stops, seconds }
}

/** Whether all comes to its end, now that nobody is killed. */
async function drained(
  { queue = 'embedded', onProgress }: ChaosOptions,
  { site, served, stop }: Pick<Killing, 'site' | 'served'> & { readonly stop: AbortController },
): Promise<boolean> {
  let isServed = false
  void served.then(() => (isServed = true))
  let [before, moved] = ['', performance.now()]
  for (;;) {
    await sleep(250)
    const now = await counts(site).catch(() => undefined)
    if (now === undefined) continue
    if (isServed && now.running === 0 && now.left === 0) return true
    const words = JSON.stringify(now)
    if (words !== before) [before, moved] = [words, performance.now()]
    else if (performance.now() - moved > stuckAfter[queue]) {
      onProgress?.(`stuck: ${words}`)
      stop.abort()
      return false
    }
  }
}

/** `left` are rows of the outbox and timers, which end after their process has. */
async function counts({ store }: Site): Promise<{ running: number; done: number; left: number }> {
  const { rows } = await sql<Record<'running' | 'done' | 'left', number | string>>`
    select (select count(*) from handover_process where status = 'running') as running,
      (select count(*) from handover_process where status = 'done') as done,
      (select count(*) from handover_outbox) + (select count(*) from handover_timer) as "left"`.execute(store.database)
  const { running, done, left } = rows[0]!
  return { running: Number(running), done: Number(done), left: Number(left) }
}

function countCalls(calls: readonly Call[]): Pick<ChaosFigures, 'jobs' | 'jobCalls' | 'jobsRunAgain'> {
  const byKey = Map.groupBy(calls, ({ key }) => key)
  const again = [...byKey].filter(([key, { length }]) => length > (isBusyAtFirst(key) ? 2 : 1))
  return { jobs: byKey.size, jobCalls: calls.length, jobsRunAgain: again.length }
}

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const rounded = (value: number): number => Math.round(value * 10) / 10
