/**
 * An artifact that is one row of a table, for applications whose tables are written with Drizzle. The table is only
 * read, by what it says about its columns: the statements run in the transaction that functions are given.
 */
import type { z } from 'zod'
import { error } from '../errors.ts'
import { artifact, type Artifact } from '../flow/artifact.ts'
import { schemaOfColumns, type DrizzleColumn } from './drizzle-schema.ts'
import { readField } from './read-field.ts'
import { recordInTable, type Column } from './record-in-table.ts'

/** The shape of a table of Drizzle, for PostgreSQL or SQLite, from whatever version of it. */
export interface DrizzleTable {
  readonly $inferInsert: Record<string, any>
  readonly _: { readonly name: string; readonly columns: Record<string, any> }
}

type Insert<T extends DrizzleTable> = T['$inferInsert']
/** Keys that the database counts up are no fields of a form. */
type Given<T extends DrizzleTable> = {
  [K in keyof Insert<T> & string]: T['_']['columns'][K] extends { _: { isPrimaryKey: true; hasDefault: true } }
    ? never
    : K
}[keyof Insert<T> & string]
/** JSON has neither moments nor large numbers. */
type Sent<V> = V extends Date | bigint ? string : V
type Field<V> = undefined extends V
  ? z.ZodOptional<z.ZodType<Exclude<V, undefined>, Sent<Exclude<V, undefined>>>>
  : z.ZodType<V, Sent<V>>
/** What a row of the table looks like when it is made. */
export type SchemaOfTable<T extends DrizzleTable> = z.ZodObject<{ [K in Given<T>]: Field<Insert<T>[K]> }>

export interface DrizzleArtifact<Name extends string, S extends z.ZodObject> {
  /** The table's name when left out. */
  readonly name?: Name
  readonly title?: string
  /** Fewer fields, or stricter ones; by default every column that the database does not fill by itself. */
  readonly schema?: S
  readonly label?: (values: z.output<S>) => string
}

/**
 * Makes, shows and changes a row of a table.
 *
 * @example
 * const shipments = sqliteTable('shipment', { id: integer().primaryKey(), address: text().notNull() })
 * const shipment = drizzleArtifact(shipments)
 */
export function drizzleArtifact<
  T extends DrizzleTable,
  const Name extends string = T['_']['name'],
  S extends z.ZodObject = SchemaOfTable<T>,
>(table: T, { name, title, schema, label }: DrizzleArtifact<Name, S> = {}): Artifact<Name, S> {
  const said = table as unknown as Readonly<Record<symbol, unknown>> | undefined
  const tableName = said?.[Symbol.for('drizzle:Name')] as Name | undefined
  const columns = said?.[Symbol.for('drizzle:Columns')] as Readonly<Record<string, DrizzleColumn>> | undefined
  const keys = Object.values(columns ?? {}).filter(({ primary }) => primary)
  if (tableName === undefined || columns === undefined || keys.length !== 1)
    throw error('OPTION_INVALID', {
      option: 'table',
      value: tableName,
      expected: 'a Drizzle table with one primary key',
    })
  const fields = (schema ?? schemaOfColumns(columns)) as S
  const record = recordInTable({
    name: tableName,
    schema: said?.[Symbol.for('drizzle:Schema')] as string | undefined,
    id: keys[0]!.name,
    columns: columnsOf(columns, fields),
  })
  return artifact<Name, S>(name ?? tableName, {
    schema: fields,
    ...(title !== undefined && { title }),
    ...(label !== undefined && { label }),
    ...(record as object as Pick<Artifact<Name, S>, 'create' | 'load' | 'update'>),
  })
}

/** Every column that has a field, or that Drizzle fills by itself in a new row. */
function columnsOf(columns: Readonly<Record<string, DrizzleColumn>>, schema: z.ZodObject): Record<string, Column> {
  const used = Object.entries(columns).filter(([field, { defaultFn }]) => field in schema.shape || defaultFn)
  return Object.fromEntries(
    used.map(([field, column]): [string, Column] => {
      const type = schema.shape[field] as z.ZodType | undefined
      const read = async (stored: unknown) => {
        if (type === undefined) return stored
        const mapped = isMapped(stored) ? stored : column.mapFromDriverValue(stored)
        return readField(type, mapped)
      }
      const { name, defaultFn } = column
      const write = (value: unknown) => column.mapToDriverValue(value)
      return [field, { name, read, write, ...(defaultFn && { first: defaultFn }) }]
    }),
  )
}

/** Drizzle expects what its own drivers answer; ours have read moments already. */
const isMapped = (stored: unknown) => stored === null || stored instanceof Date
