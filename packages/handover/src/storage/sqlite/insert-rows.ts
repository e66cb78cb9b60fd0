import { valuesOf, type Column } from '../sql/columns.ts'
import { Combinations } from '../sql/combinations.ts'
import type { Connection } from './connection.ts'

/** So many rows go in as one statement; SQLite takes 32,766 parameters. */
const mostRows = 100

/** Inserts rows as few statements, without the columns that none of them fills. */
export function insertRows(table: string, all: readonly Column[]) {
  const combinations = new Combinations(all, (columns) => ({ columns, texts: new Map<number, string>() }))
  return (connection: Connection, rows: readonly object[]): void => {
    for (let start = 0; start < rows.length; start += mostRows) {
      const some = rows.length <= mostRows ? rows : rows.slice(start, start + mostRows)
      const { columns, texts } = combinations.filledBy(some)
      const text = texts.get(some.length) ?? textOf(table, columns, some.length)
      texts.set(some.length, text)
      connection.run(
        text,
        some.length === 1 ? valuesOf(columns, some[0]!) : some.flatMap((row) => valuesOf(columns, row)),
      )
    }
  }
}

function textOf(table: string, columns: readonly Column[], count: number): string {
  const row = `(${columns.map(() => '?').join(', ')})`
  const names = columns.map(({ column }) => column).join(', ')
  return `insert into ${table} (${names}) values ${Array.from({ length: count }, () => row).join(', ')}`
}
