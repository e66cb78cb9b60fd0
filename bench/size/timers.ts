/** Many timers that are due at once, while people work; and how exact single ones are. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { createHandover, type Handover } from 'handover'
import { postgresStore } from 'handover/postgres'
import { goRound } from './age.ts'
import { writeCopies } from './copies.ts'
import { alarm, flows, person, round } from './flows.ts'
import { percentile, rounded } from './percentile.ts'

export interface MeasuredTimers {
  readonly timers: number
  /** From the moment at which all are due until the last has been fired. */
  readonly seconds: number
  /** Milliseconds of a complete by people: before, and while they are fired. */
  readonly idle: Actions
  readonly meanwhile: Actions
  /** How much later than due single ones were fired while there was nothing else to do, in milliseconds. */
  readonly late: { readonly p50: number; readonly p99: number; readonly most: number }
}
interface Actions {
  readonly count: number
  readonly p50: number
  readonly p99: number
}

/** How many people work at once. */
const busy = 4

/** One program does all of it: it fires the timers and answers the people. */
export async function measureTimers(url: string, timers: number, singles: number): Promise<MeasuredTimers> {
  const handover = await createHandover({ flows, store: postgresStore({ url }), migrate: true })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const late = await measureLateness(handover, client, singles)
    const due = Date.now() + 10_000 + 2 * timers
    const { id } = await handover.start(alarm, 'start', { at: new Date(due).toISOString() })
    await writeCopies(client, [{ process: id, copies: timers - 1 }], 1)
    await client.query('vacuum (analyze)')
    const people = await Promise.all(
      Array.from({ length: busy }, async () => (await handover.start(round, 'start', {}, { by: person(0) })).id),
    )
    const work = async (isOver: () => boolean): Promise<Actions> => {
      const times: number[] = []
      const one = async (process: string) => {
        while (!isOver()) times.push(await goRound(handover, client, process))
      }
      await Promise.all(people.map(one))
      return { count: times.length, p50: rounded(percentile(times, 50)), p99: rounded(percentile(times, 99)) }
    }
    const idle = await work(() => Date.now() >= due - 500)
    await sleep(Math.max(0, due - Date.now()))
    let left = timers
    const counting = (async () => {
      for (; left > 0; await sleep(200)) left = await countTimers(client)
    })()
    const meanwhile = await work(() => left === 0)
    await counting
    const { rows } = await client.query<{ seconds: number }>(
      `select extract(epoch from max(finished_at) - $1::timestamptz)::float as seconds
       from handover_task where node = 'wait' and kind = 'timer'`,
      [new Date(due)],
    )
    return { timers, seconds: rounded(rows[0]!.seconds), idle, meanwhile, late }
  } finally {
    await client.end()
    await handover.close()
  }
}

async function countTimers(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ left: number }>('select count(*)::int as left from handover_timer')
  return rows[0]!.left
}

/** One after the other, at moments that have nothing to do with each other. */
async function measureLateness(
  handover: Handover,
  client: pg.Client,
  singles: number,
): Promise<MeasuredTimers['late']> {
  const begin = Date.now() + 1000
  const started = await Promise.all(
    Array.from({ length: singles }, (_, i) =>
      handover.start(alarm, 'start', { at: new Date(begin + i * 137).toISOString() }),
    ),
  )
  while ((await countTimers(client)) > 0) await sleep(100)
  const { rows } = await client.query<{ late: number }>(
    `select extract(epoch from t.finished_at - (p.data ->> 'at')::timestamptz)::float * 1000 as late
     from handover_task t join handover_process p on p.id = t.process_id
     where t.process_id = any($1::uuid[]) and t.kind = 'timer'`,
    [started.map(({ id }) => id)],
  )
  const late = rows.map((row) => row.late)
  return {
    p50: rounded(percentile(late, 50)),
    p99: rounded(percentile(late, 99)),
    most: rounded(percentile(late, 100)),
  }
}
