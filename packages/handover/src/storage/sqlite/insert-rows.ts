import type { Column } from '../sql/columns.ts'
import type { Connection } from './connection.ts'

/** So many rows go in as one statement; SQLite takes 32,766 parameters. */
const mostRows = 100

/**
 * Inserts rows as few statements, without the columns that none of them fills: most columns of a task are empty, and
 * each parameter costs. Which are filled is one of a few combinations, each with a statement that is prepared once.
 */
export function insertRows(table: string, columns: readonly Column[]) {
  const texts = new Map<string, string>()
  const bits = columns.map((_, i) => 2 ** i)
  return (connection: Connection, rows: readonly object[]): void => {
    for (let start = 0; start < rows.length; start += mostRows) {
      const some = rows.length <= mostRows ? rows : rows.slice(start, start + mostRows)
      const filled = columns.filter(({ property }) => some.some((row) => valueIn(row, property) !== null))
      let key = 0
      for (const column of filled) key += bits[columns.indexOf(column)]!
      connection.run(textFor(`${key} ${some.length}`, filled, some.length), valuesIn(some, filled))
    }
  }

  function textFor(key: string, filled: readonly Column[], count: number): string {
    const known = texts.get(key)
    if (known !== undefined) return known
    const row = `(${filled.map(() => '?').join(', ')})`
    const names = filled.map(({ column }) => column).join(', ')
    const text = `insert into ${table} (${names}) values ${Array.from({ length: count }, () => row).join(', ')}`
    if (texts.size < mostTexts) texts.set(key, text)
    return text
  }
}

const mostTexts = 500

const valueIn = (row: object, property: string): unknown => (row as Record<string, unknown>)[property] ?? null

function valuesIn(rows: readonly object[], columns: readonly Column[]): unknown[] {
  const values: unknown[] = []
  for (const row of rows)
    for (const { property, type } of columns) {
      const value = valueIn(row, property)
      values.push(type === 'json' && value !== null ? JSON.stringify(value) : value)
    }
  return values
}
