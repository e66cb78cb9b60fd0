/** An artifact that is one row of a table, for applications that write their queries with Kysely. */
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { artifact, type Artifact } from '../flow/artifact.ts'
import type { Tx } from '../flow/visit.ts'
import { readField } from './read-field.ts'
import { recordInTable, type Column } from './record-in-table.ts'

/** The tables, when `Register` says of which type the transaction is. */
type Tables = Tx extends Kysely<infer Database> ? Database : Record<string, unknown>

export interface KyselyArtifact<Name extends string, S extends z.ZodObject> {
  readonly name: Name
  readonly title?: string
  /** `shipment`, or `sales.shipment` for a table of another schema. */
  readonly table: Extract<keyof Tables, string>
  /** The column that tells one row from another; `id` by default. The database has to fill it, or `newId` has to. */
  readonly id?: string
  readonly newId?: () => string
  /** The columns that forms show, by their names. */
  readonly schema: S
  readonly label?: (values: z.output<S>) => string
}

/**
 * Makes, shows and changes a row of a table. Lists and objects are written as JSON; for anything else that is special
 * use `artifact()`.
 *
 * @example
 * const shipment = kyselyArtifact({
 *   name: 'shipment',
 *   table: 'shipment',
 *   schema: z.object({ address: z.string(), parcels: z.number().int() }),
 * })
 */
export function kyselyArtifact<const Name extends string, S extends z.ZodObject>({
  name,
  title,
  table,
  id = 'id',
  newId,
  schema,
  label,
}: KyselyArtifact<Name, S>): Artifact<Name, S> {
  const columns: Record<string, Column> = Object.fromEntries(
    Object.entries(schema.shape).map(([field, type]) => [
      field,
      { name: field, read: (stored: unknown) => readField(type as z.ZodType, stored), write },
    ]),
  )
  const own = columns[id] ?? { name: id, read: (stored: unknown) => stored, write }
  if (newId !== undefined) columns[id] = { ...own, first: newId }
  const record = recordInTable({ name: table, id, columns })
  return artifact<Name, S>(name, {
    schema,
    ...(title !== undefined && { title }),
    ...(label !== undefined && { label }),
    ...(record as object as Pick<Artifact<Name, S>, 'create' | 'load' | 'update'>),
  })
}

const write = (value: unknown): unknown =>
  typeof value === 'object' && !(value instanceof Date) && !ArrayBuffer.isView(value) ? JSON.stringify(value) : value
