import { valuesOf, type Column } from '../sql/columns.ts'
import { Combinations } from '../sql/combinations.ts'
import type { Connection } from './connection.ts'

/** Updates the columns of a row that differ from what was loaded. */
export function updateRow<T extends { readonly id: string }>(table: string, all: readonly Column[]) {
  const combinations = new Combinations(all, (columns) => {
    const changes = columns.map(({ column }) => `${column} = ?`).join(', ')
    return { columns, text: `update ${table} set ${changes} where id = ?` }
  })
  return (connection: Connection, before: T | undefined, after: T) => {
    const { columns, text } = combinations.differing(before, after)
    if (columns.length > 0) connection.run(text, [...valuesOf(columns, after), after.id])
  }
}
