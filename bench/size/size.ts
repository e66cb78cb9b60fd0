/** How the cost of a page and of a command follows what is open, and not what there is. */
import pg from 'pg'
import { startPostgres } from '../../test/embedded-postgres.ts'
import { measureAge, type MeasuredAge } from './age.ts'
import { fill, type Amount } from './fill.ts'
import { measureLists, type MeasuredList } from './lists.ts'
import { measureTimers, type MeasuredTimers } from './timers.ts'

export interface SizeOptions extends Amount {
  readonly timers: number
  /** Finished tasks of the old process. */
  readonly age: number
  /** How often each page is asked for. */
  readonly rounds: number
  /** Finished tasks of the database with few open ones that all is compared with. */
  readonly beside?: number
  readonly onProgress?: (words: string) => void
}
export interface MeasuredSize {
  readonly few: Amount
  readonly many: Amount
  readonly lists: readonly MeasuredList[]
  readonly age: MeasuredAge
  readonly timers: MeasuredTimers
}

export async function measureSize(options: SizeOptions): Promise<MeasuredSize> {
  const { open, finished, timers, age, rounds, beside = 2000, onProgress } = options
  const few: Amount = { open: 1000, finished: beside }
  const server = await startPostgres()
  try {
    const urls = { few: await createDatabase(server.url, 'few'), many: await createDatabase(server.url, 'many') }
    onProgress?.(`filling ${finished} finished and ${open} open tasks`)
    await fill(urls.few, few)
    await fill(urls.many, { open, finished })
    onProgress?.('lists')
    const lists = await measureLists(urls, rounds)
    onProgress?.('age')
    const aged = await measureAge(urls.many, age, rounds)
    onProgress?.('timers')
    const fired = await measureTimers(urls.many, timers, Math.min(60, timers))
    return { few, many: { open, finished }, lists, age: aged, timers: fired }
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
export function sizeInWords({ few: small, many, lists, age, timers }: MeasuredSize): string {
  const mark = (isKept: boolean) => (isKept ? '' : '  <- not kept')
  const width = Math.max(...lists.map(({ what }) => what.length))
  return [
    `${many.finished} finished and ${many.open} open tasks, beside ${small.finished} and ${small.open}:`,
    ...lists.map(({ what, few: one, many: other, ratio, buffersRatio }) => {
      const isInboxQuick = what !== 'inbox' || other.sql < 10
      return (
        `  ${what.padEnd(width)}  p99 ${other.p99} ms / ${one.p99} ms = ${ratio}, ` +
        `buffers ${other.buffers} / ${one.buffers} = ${buffersRatio}, ${other.sql} ms in SQL` +
        mark(ratio < 2 && buffersRatio <= 1.5 && isInboxQuick)
      )
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
