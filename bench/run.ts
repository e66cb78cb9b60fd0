/**
 * Finished processes per second through the public API, beside the hand-written floor measured right before and after.
 *
 * usage: npm run bench -- --flow hello|approval|parallel --database postgres|sqlite --concurrency N [--count N] [--json]
 * Starts a PostgreSQL of its own unless DATABASE_URL is set.
 *
 * With --jobs: jobs per second from the command that makes them to the one that applies their result, beside pg-boss
 * alone. usage: npm run bench -- --jobs [--workers N] [--count N] [--json]
 *
 * With --desk: sizes and times of the desk instead. usage: npm run bench -- --desk [--tasks N] [--json]
 *
 * With --telemetry: what telemetry costs who has it, and who has not. usage: npm run bench -- --telemetry [--count N] [--json]
 *
 * With --size: pages, commands and timers in a large database beside a small one, in a PostgreSQL of its own.
 * usage: npm run bench -- --size [--open N] [--finished N] [--timers N] [--age N] [--rounds N] [--json]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { createHandover, type Handover, type Store } from 'handover'
import { postgresStore } from 'handover/postgres'
import { sqliteStore } from 'handover/sqlite'
import { startPostgres } from '../test/embedded-postgres.ts'
import { deskInWords, measureDesk } from './desk.ts'
import { measureFloor } from './floor.mjs'
import { finishOne, flows } from './flows.ts'
import { jobsInWords, measureJobs } from './jobs.ts'
import { sizeFlags, sizeOf, wrongSize } from './size/size-options.ts'
import { measureSize, sizeInWords, type SizeOptions } from './size/size.ts'
import { measureTelemetry, telemetryInWords } from './telemetry.ts'

interface Options {
  readonly flow: string
  readonly database: 'postgres' | 'sqlite'
  readonly concurrency: number
  readonly count: number
}
/** Where both are measured: the same server, or files in the same folder. */
interface Place {
  readonly url: string
  readonly folder: string
  readonly close: () => Promise<void>
}

export interface Measured {
  readonly flow: string
  readonly database: string
  readonly concurrency: number
  readonly perSecond: number
  /** The mean of before and after. */
  readonly floorPerSecond: number
  readonly ratio: number
}

export async function measure(options: Options, place: Place): Promise<Measured> {
  const { flow, database, concurrency, count } = options
  const floor = () =>
    measureFloor({ database, flow, concurrency, count, url: place.url, file: join(place.folder, 'floor.db'), pg })
  const before = await floor()
  const perSecond = Math.round(await measureHandover(options, place))
  const after = await floor()
  const floorPerSecond = Math.round((before.perSecond + after.perSecond) / 2)
  return {
    flow,
    database,
    concurrency,
    perSecond,
    floorPerSecond,
    ratio: Math.round((perSecond / floorPerSecond) * 100) / 100,
  }
}

async function measureHandover(
  { flow, database, concurrency, count }: Options,
  { url, folder }: Place,
): Promise<number> {
  const store: Store =
    database === 'sqlite'
      ? sqliteStore({ file: join(folder, 'handover.db') })
      : postgresStore({ url, connections: Math.max(2, concurrency) })
  const handover = await createHandover({ flows, store, migrate: true })
  try {
    await finishMany(handover, { flow, concurrency, count: Math.min(2000, count) })
    const begin = performance.now()
    await finishMany(handover, { flow, concurrency, count })
    return count / ((performance.now() - begin) / 1000)
  } finally {
    await handover.close()
  }
}

async function finishMany(
  handover: Handover,
  { flow, concurrency, count }: Pick<Options, 'flow' | 'concurrency' | 'count'>,
): Promise<void> {
  let left = count
  const worker = async () => {
    while (left-- > 0) await finishOne[flow]!(handover)
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
}

/** A database of our own unless DATABASE_URL names one, and a folder for files; both are removed at the end. */
export async function openPlace(database: string): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'handover-bench-'))
  const given = process.env['DATABASE_URL']
  const server = database === 'postgres' && given === undefined ? await startPostgres() : undefined
  const close = async () => {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: server?.url ?? given ?? '', folder, close }
}

interface Given extends Options {
  readonly json: boolean
  readonly desk: boolean
  readonly jobs: boolean
  readonly telemetry: boolean
  readonly tasks: number
  readonly workers: number
  /** Undefined without `--size`. */
  readonly size: SizeOptions | undefined
}

function readOptions(): Given {
  const { values } = parseArgs({
    options: {
      flow: { type: 'string', default: 'hello' },
      database: { type: 'string', default: 'postgres' },
      concurrency: { type: 'string', default: '1' },
      count: { type: 'string', default: '2000' },
      json: { type: 'boolean', default: false },
      desk: { type: 'boolean', default: false },
      jobs: { type: 'boolean', default: false },
      workers: { type: 'string', default: '4' },
      telemetry: { type: 'boolean', default: false },
      tasks: { type: 'string', default: '10000' },
      ...sizeFlags,
    },
  })
  const { flow, database, json, desk, jobs, telemetry } = values
  const { concurrency, count, tasks, workers } = numbersOf(values)
  const wrong =
    finishOne[flow] === undefined
      ? `--flow ${flow}: use ${Object.keys(finishOne).join(', ')}`
      : database !== 'postgres' && database !== 'sqlite'
        ? `--database ${database}: use postgres or sqlite`
        : !(concurrency >= 1 && count >= 1)
          ? `--concurrency ${values.concurrency} --count ${values.count}: use whole numbers from 1`
          : !(Number.isInteger(tasks) && tasks >= 1)
            ? `--tasks ${values.tasks}: use a whole number from 1`
            : !(Number.isInteger(workers) && workers >= 1)
              ? `--workers ${values.workers}: use a whole number from 1`
              : wrongSize(values)
  if (wrong !== undefined) {
    console.error(wrong)
    process.exit(2)
  }
  const size = values.size ? sizeOf(values) : undefined
  const shared = { flow, database: database as Options['database'], concurrency, count }
  return { ...shared, json, desk, jobs, telemetry, tasks, workers, size }
}

const numbersOf = (values: Record<'concurrency' | 'count' | 'tasks' | 'workers', string>) => ({
  concurrency: Number(values.concurrency),
  count: Number(values.count),
  tasks: Number(values.tasks),
  workers: Number(values.workers),
})

if (import.meta.main) {
  const { json, desk, jobs, telemetry, tasks, workers, size, ...options } = readOptions()
  if (size !== undefined) await printSize(size, json)
  else if (jobs) await printJobs({ workers, count: options.count }, json)
  else if (telemetry) await printTelemetry(options.count, json)
  else if (desk) await printDesk(tasks, json)
  else await printFlow(options, json)
}

async function printSize(options: SizeOptions, json: boolean): Promise<void> {
  const measured = await measureSize({ ...options, onProgress: (words) => console.error(words) })
  console.log(json ? JSON.stringify(measured) : sizeInWords(measured))
}

async function printDesk(tasks: number, json: boolean): Promise<void> {
  const measured = await measureDesk({ tasks })
  console.log(json ? JSON.stringify(measured) : deskInWords(measured))
}

async function printJobs(options: { readonly workers: number; readonly count: number }, json: boolean): Promise<void> {
  const place = await openPlace('postgres')
  try {
    const measured = await measureJobs(options, place)
    console.log(json ? JSON.stringify(measured) : jobsInWords(measured))
  } finally {
    await place.close()
  }
}

async function printTelemetry(count: number, json: boolean): Promise<void> {
  const place = await openPlace('sqlite')
  try {
    const measured = await measureTelemetry({ count, folder: place.folder })
    console.log(json ? JSON.stringify(measured) : telemetryInWords(measured))
  } finally {
    await place.close()
  }
}

async function printFlow(options: Options, json: boolean): Promise<void> {
  const place = await openPlace(options.database)
  try {
    const measured = await measure(options, place)
    console.log(
      json
        ? JSON.stringify(measured)
        : Object.entries(measured)
            .map(([key, value]) => `${key} ${value}`)
            .join('  '),
    )
  } finally {
    await place.close()
  }
}
