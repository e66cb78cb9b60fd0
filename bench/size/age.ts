/** What a command costs in a process that has seen much, beside the same in one that has just begun. */
import pg from 'pg'
import { createHandover, type Handover } from 'handover'
import { postgresStore } from 'handover/postgres'
import { flows, person, round } from './flows.ts'
import { percentile, rounded } from './percentile.ts'

export interface MeasuredAge {
  /** Finished tasks of the old process. */
  readonly tasks: number
  readonly fresh: { readonly p50: number; readonly p99: number }
  readonly aged: { readonly p50: number; readonly p99: number }
  /** Of the medians, and of the p99. */
  readonly ratio: number
  readonly p99Ratio: number
}

/** A fresh one is taken as often. */
const fresh = 10

export async function measureAge(url: string, tasks: number, rounds: number): Promise<MeasuredAge> {
  const handover = await createHandover({ flows, store: postgresStore({ url }), migrate: true, work: false })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const old = await start(handover)
    for (let i = 0; i < 3; i++) await goRound(handover, client, old)
    await age(client, old, tasks)
    const times: Record<'fresh' | 'aged', number[]> = { fresh: [], aged: [] }
    let young = old
    for (let i = -fresh; i < rounds; i++) {
      if (i % fresh === 0) young = await start(handover)
      const [one, other] = [await goRound(handover, client, young), await goRound(handover, client, old)]
      if (i < 0) continue
      times.fresh.push(one)
      times.aged.push(other)
    }
    const figures = (values: readonly number[]) => ({
      p50: rounded(percentile(values, 50)),
      p99: rounded(percentile(values, 99)),
    })
    const [begun, aged] = [figures(times.fresh), figures(times.aged)]
    return { tasks, fresh: begun, aged, ratio: rounded(aged.p50 / begun.p50), p99Ratio: rounded(aged.p99 / begun.p99) }
  } finally {
    await client.end()
    await handover.close()
  }
}

const start = async (handover: Handover) => (await handover.start(round, 'start', {}, { by: person(0) })).id

/** Takes the one open task and completes it; answers with how long the latter took, in milliseconds. */
export async function goRound(handover: Handover, client: pg.ClientBase, process: string): Promise<number> {
  // Not by reading all of its tasks: what has to be cleared away after that would be counted too.
  const { rows } = await client.query<{ id: string }>(
    'select id from handover_task where process_id = $1 and finished_at is null',
    [process],
  )
  const task = await handover.tasks.get(rows[0]!.id)
  const taken = await task.do('assign', { by: person(0) })
  const begin = performance.now()
  await taken.do('complete', { by: person(0), input: { isOver: false } })
  return performance.now() - begin
}

/** Gives it the rows of so many finished tasks more, as its second round has left them. */
async function age(client: pg.ClientBase, process: string, tasks: number): Promise<void> {
  const rows = async (text: string) => (await client.query<Record<string, unknown>>(text, [process])).rows
  const [, ...later] = await rows(
    `select id, sequence from handover_task where process_id = $1 and node in ('step', 'check')
       and finished_at is not null order by sequence`,
  )
  const template = later.slice(1, 3).map(({ id }) => id)
  const columns = async (table: string) =>
    (
      await client.query<{ name: string }>(
        'select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped',
        [table],
      )
    ).rows.map(({ name }) => name)
  const copy = async (table: string, of: string, changed: Readonly<Record<string, string>>) => {
    const names = await columns(table)
    await client.query(
      `insert into ${table} (${names.join(', ')})
         select ${names.map((name) => changed[name] ?? `t.${name}`).join(', ')}
         from generate_series(0, $2::int - 1) as n, ${table} t, handover_process p
         where ${of} = any($1::uuid[]) and p.id = t.process_id`,
      [template, Math.ceil(tasks / template.length)],
    )
  }
  const [events] = await rows(
    `select count(*)::int as each, min(number) as first from handover_event
       where process_id = $1 and task_id in ('${template.join("', '")}')`,
  )
  const moved = (column: string) =>
    `${column} - ${Number(events!['first'])} + p.last_event + 1 + n * ${Number(events!['each'])}`
  const id = (column: string) => `md5(${column}::text || n)::uuid`
  await copy('handover_task', 't.id', { id: id('t.id'), sequence: moved('t.sequence') })
  await copy('handover_event', 't.task_id', { task_id: id('t.task_id'), number: moved('t.number') })
  await client.query(
    `update handover_process set last_event = (select max(number) from handover_event where process_id = $1) where id = $1`,
    [process],
  )
  await client.query('vacuum (analyze)')
}
