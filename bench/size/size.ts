/** How the cost of a page and of a command follows what is open, and not what there is. */
import pg from 'pg'
import { startPostgres } from '../../test/embedded-postgres.ts'
import { measureAge, type MeasuredAge } from './age.ts'
import { fill, peopleFor, type Amount } from './fill.ts'
import { measureLists, type Beside, type MeasuredList, type Size } from './lists.ts'
import { measureTimers, type MeasuredTimers } from './timers.ts'

export interface SizeOptions extends Amount {
  readonly timers: number
  /** Finished tasks of the old process. */
  readonly age: number
  /** How often each page is asked for. */
  readonly rounds: number
  readonly onProgress?: (words: string) => void
}
export interface MeasuredSize {
  readonly amounts: Readonly<Record<Size, Amount>>
  readonly lists: readonly MeasuredList[]
  readonly age: MeasuredAge
  readonly timers: MeasuredTimers
}

export async function measureSize(options: SizeOptions): Promise<MeasuredSize> {
  const { open, finished, timers, age, rounds, onProgress } = options
  const amounts = {
    few: { open: 1000, finished: 2000 },
    among: { open: 1000, finished, people: peopleFor(open) },
    many: { open, finished },
  }
  const server = await startPostgres()
  try {
    const urls = {
      few: await createDatabase(server.url, 'few'),
      among: await createDatabase(server.url, 'among'),
      many: await createDatabase(server.url, 'many'),
    }
    for (const size of ['few', 'among', 'many'] as const) {
      onProgress?.(`filling ${amounts[size].finished} finished and ${amounts[size].open} open tasks`)
      await fill(urls[size], amounts[size])
    }
    onProgress?.('lists')
    const lists = await measureLists(urls, rounds)
    onProgress?.('age')
    const aged = await measureAge(urls.many, age, rounds)
    onProgress?.('timers')
    const fired = await measureTimers(urls.many, timers, Math.min(60, timers))
    return { amounts, lists, age: aged, timers: fired }
  } finally {
    await server.stop()
  }
}

async function createDatabase(server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** With a mark where a promise is not kept. */
export function sizeInWords({ amounts: { few, among, many }, lists, age, timers }: MeasuredSize): string {
  const mark = (isKept: boolean) => (isKept ? '' : '  <- not kept')
  const width = Math.max(...lists.map(({ what }) => what.length))
  const inWords = ({ finished, open }: Amount) => `${finished} finished and ${open} open tasks`
  const beside = ({ p99, buffers }: Beside) =>
    `p99 ${p99}, buffers ${buffers}`.padEnd(25) + mark(p99 < 2 && buffers <= 1.5)
  return [
    `${inWords(many)}; in SQL, and the ratio of p99 and of buffers`,
    `  beside ${inWords(among)} (1), and beside ${inWords(few)} (2):`,
    ...lists.flatMap(({ what, figures, ratios }) => {
      const { sql, p99, buffers } = figures.many
      const isQuick = what !== 'inbox' || sql < 10
      return [
        `  ${what.padEnd(width)}  p99 ${p99} ms, ${buffers} buffers, ${sql} ms in SQL${mark(isQuick)}`,
        `  ${''.padEnd(width)}    (1) ${beside(ratios.among)}`,
        `  ${''.padEnd(width)}    (2) ${beside(ratios.few)}`,
      ]
    }),
    `a complete in a process with ${age.tasks} finished tasks: ${age.aged.p50} ms (p99 ${age.aged.p99}), ` +
      `in a fresh one ${age.fresh.p50} ms (p99 ${age.fresh.p99}): ratio ${age.ratio} (p99 ${age.p99Ratio})` +
      mark(age.ratio < 1.5),
    `${timers.timers} timers due at once: all fired after ${timers.seconds} s` + mark(timers.seconds < 30),
    `  a complete meanwhile: ${timers.meanwhile.p50} ms (p99 ${timers.meanwhile.p99}, ${timers.meanwhile.count} of them), ` +
      `before ${timers.idle.p50} ms (p99 ${timers.idle.p99})`,
    `single timers, later than due: ${timers.late.p50} ms (p99 ${timers.late.p99}, at most ${timers.late.most})` +
      mark(timers.late.p99 < 1000),
  ].join('\n')
}
