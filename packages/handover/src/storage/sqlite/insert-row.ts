import type { Column } from '../sql/columns.ts'
import type { Connection } from './connection.ts'

/**
 * Inserts a row without its nulls: most columns of a task are empty, and each parameter costs. Which columns are filled
 * is one of a few combinations, each with a statement that is prepared once.
 */
export function insertRow(table: string, columns: readonly Column[]): (connection: Connection, row: object) => void {
  const texts = new Map<number, string>()
  const bits = columns.map((_, i) => 2 ** i)
  return (connection, row) => {
    const values: unknown[] = []
    let filled = 0
    // Counted by hand: this runs for every row of every action.
    for (let i = 0; i < columns.length; i++) {
      const { property, type } = columns[i]!
      const value = (row as Record<string, unknown>)[property]
      if (value === null || value === undefined) continue
      filled += bits[i]!
      values.push(type === 'json' ? JSON.stringify(value) : value)
    }
    const text = texts.get(filled) ?? textFor(filled)
    connection.run(text, values)
  }

  function textFor(filled: number): string {
    const names = columns.filter((_, i) => Math.floor(filled / bits[i]!) % 2 === 1).map(({ column }) => column)
    const text = `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`
    texts.set(filled, text)
    return text
  }
}
