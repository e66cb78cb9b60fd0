/** What a database holds, the same for SQLite and PostgreSQL, for comparing before and after. */
import { sql, type Kysely } from 'kysely'

export type Row = Readonly<Record<string, unknown>>
/** The rows of each table, by its name. */
export type Dump = Readonly<Record<(typeof tables)[number], readonly Row[]>>

/** Those that hold processes, and what is on its way. */
export const tablesOfProcesses = [
  'handover_process',
  'handover_task',
  'handover_event',
  'handover_offer',
  'handover_outbox',
  'handover_timer',
  'handover_subscription',
  'handover_message',
  'handover_idempotency',
] as const
const tables = [...tablesOfProcesses, 'handover_definition', 'handover_migration'] as const
const json = ['data', 'scopes', 'previous', 'audience', 'item', 'state', 'waits', 'error', 'graph', 'payload', 'answer']
/** Names that are JSON in one table, and text in others. */
const text: Readonly<Record<string, readonly string[]>> = { handover_offer: ['audience'], handover_outbox: ['error'] }
const times = [
  'created_at',
  'finished_at',
  'last_at',
  'due_at',
  'assigned_at',
  'started_at',
  'suspended_at',
  'expires_at',
  'at',
]

export async function dumpTables(database: Kysely<any>): Promise<Dump> {
  const dump: Record<string, readonly Row[]> = {}
  for (const table of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(database)
    dump[table] = rows.map((row) => plain(row, table)).toSorted(byText)
  }
  return dump as Dump
}

function plain(row: Record<string, unknown>, table: string): Row {
  return Object.fromEntries(
    Object.entries(row)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([column, value]) => [column, plainValue(value, column, table)]),
  )
}

function plainValue(value: unknown, column: string, table: string): unknown {
  if (value instanceof Date) return value.toISOString()
  // In SQLite there are no booleans, and JSON is text.
  if (column.startsWith('is_')) return Boolean(value)
  if (typeof value !== 'string') return value
  if (json.includes(column) && text[table]?.includes(column) !== true) return parse(value)
  if (times.includes(column)) return new Date(value).toISOString()
  // PostgreSQL hands out a bigint as text.
  return /(^|_)number$/.test(column) ? Number(value) : value
}

function parse(value: string): unknown {
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}

function byText(one: Row, other: Row): number {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)]
  return a < b ? -1 : Number(a > b)
}
