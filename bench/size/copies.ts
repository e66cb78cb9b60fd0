/** Many copies of processes that Handover itself has written, with ids, numbers, times, people and groups of their own. */
import type pg from 'pg'

/** Which process is copied, and how often. */
export interface Template {
  readonly process: string
  readonly copies: number
  /** The first two people have so many of them; they are shared out evenly if it is left out. */
  readonly ofFirst?: number
}

/** So many offers are one group's: a queue is as full wherever it is measured. */
const perGroup = 300

/**
 * Writes them in the order in which they began, mixed evenly, over the last 90 days. A temporary table says which is the
 * how-manieth copy of what, and whose.
 */
export async function writeCopies(
  client: pg.ClientBase,
  templates: readonly Template[],
  people: number,
): Promise<void> {
  await client.query(newId)
  await client.query(
    'create temp table copy (n bigint, i bigint, who bigint, process uuid, at timestamptz, base timestamptz)',
  )
  await client.query(
    `insert into copy
     select row_number() over (order by place, process), i, who, process, null, base from (
       select i, (i + 0.5) / copies as place, process, p.created_at as base,
         case when i % turns < 2 then i % turns else 2 + i % greatest($4 - 2, 1) end as who
       from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as t (process, copies, turns)
       join handover_process p on p.id = t.process, generate_series(0, copies - 1) as i) as each`,
    [
      templates.map(({ process }) => process),
      templates.map(({ copies }) => copies),
      templates.map(({ copies, ofFirst }) =>
        ofFirst === undefined ? people : Math.max(1, Math.floor(copies / ofFirst)),
      ),
      people,
    ],
  )
  // Over the same time, however many they are.
  await client.query(
    `update copy set n = n + (select max(number) + 1000 from handover_process),
       at = date_trunc('milliseconds', now() - (1 - n::float / (select count(*) from copy)) * interval '90 days')`,
  )
  await client.query('analyze copy')
  for (const [table, columns] of Object.entries(changed)) await copyTable(client, table, columns)
  await client.query(`update handover_number set next = (select max(number) + 1000 from handover_process)`)
  await client.query('drop table copy')
}

// Ordered by time, as the store's own ids are.
const newId = `create or replace function copied(old uuid, n bigint, at timestamptz) returns uuid
  language sql immutable parallel safe as $$
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(old::text || n), 1, 3)
      || '8' || substr(md5(old::text || n), 5, 15))::uuid $$`

const idOf = (column: string) => `copied(${column}, x.n, x.at)`
const timeOf = (column: string) => `x.at + (${column} - x.base)`

const person = (column: string) => `replace(${column}, 'p0', 'p' || x.who)`
const name = (column: string) => `replace(${column}, 'Person 0', 'Person ' || x.who)`
const group = (column: string) => `replace(${column}, 'g0', 'g' || (x.i / ${perGroup}))`
const json = (text: string) => `(${text})::jsonb`

/** What a copy does not share with its template, by table and column. */
const changed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  handover_process: {
    id: idOf('t.id'),
    number: 'x.n',
    created_at: 'x.at',
    finished_at: timeOf('t.finished_at'),
    last_at: timeOf('t.last_at'),
    started_by: person('t.started_by'),
    started_by_name: name('t.started_by_name'),
    summary: `replace(t.summary, '#', '#' || x.n)`,
    data: json(`replace(${group('t.data::text')}, '#', '#' || x.n)`),
  },
  handover_task: {
    id: idOf('t.id'),
    process_id: idOf('t.process_id'),
    process_number: 'x.n',
    previous: `(select coalesce(jsonb_agg(${idOf('task::uuid')}), '[]') from jsonb_array_elements_text(t.previous) as each (task))`,
    audience: json(group('t.audience::text')),
    owner: person('t.owner'),
    owner_name: name('t.owner_name'),
    ended_by: person('t.ended_by'),
    ended_by_name: name('t.ended_by_name'),
    ...Object.fromEntries(
      ['created_at', 'assigned_at', 'started_at', 'finished_at', 'due_at'].map((time) => [time, timeOf(`t.${time}`)]),
    ),
  },
  handover_event: {
    process_id: idOf('t.process_id'),
    task_id: idOf('t.task_id'),
    at: timeOf('t.at'),
    actor: person('t.actor'),
    actor_name: name('t.actor_name'),
    data: json(`replace(${person('t.data::text')}, '#', '#' || x.n)`),
  },
  handover_offer: {
    audience: group('t.audience'),
    created_at: timeOf('t.created_at'),
    task_id: idOf('t.task_id'),
    process_number: 'x.n',
    due_at: timeOf('t.due_at'),
  },
  handover_timer: { key: `${idOf('t.task_id')}::text`, task_id: idOf('t.task_id'), process_id: idOf('t.process_id') },
}

async function copyTable(
  client: pg.ClientBase,
  table: string,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped',
    [table],
  )
  const names = rows.map(({ name }) => name)
  const values = names.map((name) => columns[name] ?? `t.${name}`)
  const from =
    table === 'handover_process'
      ? 'handover_process t on t.id = x.process'
      : table === 'handover_offer'
        ? 'handover_task k on k.process_id = x.process join handover_offer t on t.task_id = k.id'
        : `${table} t on t.process_id = x.process`
  await client.query(
    `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from copy x join ${from} order by x.n`,
  )
}
