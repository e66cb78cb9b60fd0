/** A record that is one row of one table: made, found by its id and changed with the Kysely that functions are given. */
import type { Kysely } from 'kysely'
import type { MaybePromise } from '../flow/visit.ts'

type Values = Readonly<Record<string, unknown>>

/** A column as the record sees it: how its values are read from the database and written to it. */
export interface Column {
  readonly name: string
  read(stored: unknown): MaybePromise<unknown>
  write(value: unknown): unknown
  /** What a new row gets when nothing is given; left out when the database knows. */
  first?(): unknown
}
export interface Table {
  readonly name: string
  /** On PostgreSQL; the search path decides when left out. */
  readonly schema?: string | undefined
  /** The name of the column that tells one row from another. */
  readonly id: string
  /** By the name of the field. */
  readonly columns: Readonly<Record<string, Column>>
}

export function recordInTable({ name, schema, id, columns }: Table) {
  const queries = (tx: unknown) => {
    const database = tx as Kysely<any>
    return schema === undefined ? database : database.withSchema(schema)
  }
  const written = (values: Values) =>
    Object.entries(values).flatMap(([field, value]): [string, unknown][] => {
      const column = columns[field]
      return column === undefined || value === undefined
        ? []
        : [[column.name, value === null ? null : column.write(value)]]
    })
  return {
    async create(tx: unknown, values: Values): Promise<string> {
      const firsts = Object.entries(columns).flatMap(([field, column]) =>
        values[field] === undefined && column.first !== undefined ? [[field, column.first()]] : [],
      )
      const row = Object.fromEntries(written({ ...values, ...Object.fromEntries(firsts) }))
      const insert = queries(tx).insertInto(name)
      const filled = Object.keys(row).length === 0 ? insert.defaultValues() : insert.values(row)
      const made = await filled.returning(id).executeTakeFirstOrThrow()
      return String((made as Values)[id])
    },
    async load(tx: unknown, key: string): Promise<Record<string, unknown> | undefined> {
      const names = Object.values(columns).map((column) => column.name)
      const row = await queries(tx).selectFrom(name).select(names).where(id, '=', key).executeTakeFirst()
      if (row === undefined) return undefined
      const read = async ([field, column]: [string, Column]): Promise<[string, unknown]> => [
        field,
        await column.read((row as Values)[column.name]),
      ]
      return Object.fromEntries(await Promise.all(Object.entries(columns).map(read)))
    },
    async update(tx: unknown, key: string, values: Values): Promise<void> {
      const row = Object.fromEntries(written(values))
      if (Object.keys(row).length > 0) await queries(tx).updateTable(name).set(row).where(id, '=', key).execute()
    },
  }
}
