/** Rows as one JSON text, and the SQL that reads them. What all rows have in common travels once, as parameters. */
import type { Column, ColumnType } from '../sql/columns.ts'

/** The first parameters of every statement that writes a process: its id, its tenant, its number, the time. */
export const shared: Readonly<Record<string, string>> = {
  process_id: '$1::uuid',
  tenant: '$2::text',
  process_number: '$3::bigint',
}
export const sharedTime = '$4::timestamptz(3)'

const isShared = ({ column, isApart }: Column) => isApart !== true && column in shared

const owned = new WeakMap<readonly Column[], readonly Column[]>()
function ownColumns(columns: readonly Column[]): readonly Column[] {
  const known = owned.get(columns) ?? columns.filter((column) => !isShared(column))
  owned.set(columns, known)
  return known
}

/** What an action makes, it makes at one time. */
const timed = new Set(['created_at', 'at'])
const isTimed = ({ column, isApart }: Column) => isApart !== true && timed.has(column)

export function jsonRows(columns: readonly Column[], rows: readonly object[], time?: string): string {
  const objects = rows.map((row) => {
    const object: Record<string, unknown> = {}
    for (const each of ownColumns(columns)) {
      const value = (row as Record<string, unknown>)[each.property]
      // What is left out comes back as null.
      if (value !== null && value !== undefined && !(value === time && isTimed(each))) object[each.column] = value
    }
    return object
  })
  return JSON.stringify(objects)
}

/** `from` of the rows that `jsonRows` made, as `r`. Out of jsonb it takes half as long as out of json. */
export function recordset(columns: readonly Column[], parameter: number): string {
  const types = ownColumns(columns).map(({ column, type }) => `${column} ${sqlTypes[type]}`)
  return `jsonb_to_recordset($${parameter}::jsonb) as r (${types.join(', ')})`
}

/** A column of such a row. */
export function columnOfRow(column: Column): string {
  const own = `r.${column.column}`
  if (isShared(column)) return shared[column.column]!
  return isTimed(column) ? `coalesce(${own}, ${sharedTime})` : own
}

const sqlTypes: Record<ColumnType, string> = {
  uuid: 'uuid',
  text: 'text',
  integer: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
  time: 'timestamptz(3)',
  json: 'jsonb',
}
