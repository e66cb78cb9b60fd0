/** Rows as one JSON text, and the SQL that reads them. What all rows have in common travels once, as parameters. */
import type { Column, ColumnType } from '../sql/columns.ts'

/** The first parameters of every statement that writes a process: its id, its tenant, its number, the time. */
export const shared: Readonly<Record<string, string>> = {
  process_id: '$1::uuid',
  tenant: '$2::text',
  process_number: '$3::bigint',
}
export const sharedTime = '$4::timestamptz(3)'

/** Whether it says the same in all rows. */
export const isShared = ({ column, isApart }: Column) => isApart !== true && column in shared

/** What an action makes, it makes at one time. */
const timed = new Set(['created_at', 'at'])
const isTimed = ({ column, isApart }: Column) => isApart !== true && timed.has(column)

export interface JsonRows {
  readonly json: string
  /** A 1 for each of the columns that some row fills. */
  readonly isFilled: Uint8Array
}

/** `columns` are those that are not shared. What is left out comes back as null. */
export function jsonRows(columns: readonly Column[], rows: readonly object[], time?: string): JsonRows {
  const isFilled = new Uint8Array(columns.length)
  const objects = rows.map((row) => {
    const object: Record<string, unknown> = {}
    for (let i = 0; i < columns.length; i++) {
      const each = columns[i]!
      const value = (row as Record<string, unknown>)[each.property]
      if (value === null || value === undefined || value === each.byDefault) continue
      isFilled[i] = 1
      if (value !== time || !isTimed(each)) object[each.column] = value
    }
    return object
  })
  return { json: JSON.stringify(objects), isFilled }
}

/** `from` of the rows that `jsonRows` made, as `r`. Out of jsonb it takes half as long as out of json. */
export function recordset(columns: readonly Column[], parameter: number): string {
  const types = columns.map(({ column, type }) => `${column} ${sqlTypes[type]}`)
  return `jsonb_to_recordset($${parameter}::jsonb) as r (${types.join(', ')})`
}

/** A column of such a row. */
export function columnOfRow(column: Column): string {
  const own = `r.${column.column}`
  if (isTimed(column)) return `coalesce(${own}, ${sharedTime})`
  const { byDefault } = column
  return byDefault === undefined ? own : `coalesce(${own}, ${byDefault === '' ? "''" : byDefault})`
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
