/** What a migration is: statements for either dialect, so that they can be run here or printed for an administrator. */
import { sql, type Compilable, type Kysely, type RawBuilder } from 'kysely'

export interface Migration {
  /** Never changes: what was applied is remembered under it. Sorted by name, oldest first. */
  readonly name: string
  readonly statements: (build: Kysely<any>, types: ColumnTypes) => readonly Compilable[]
}

/** The dialect's own types for what we store. */
export interface ColumnTypes {
  readonly uuid: RawBuilder<unknown>
  readonly time: RawBuilder<unknown>
  readonly json: RawBuilder<unknown>
  readonly bigint: RawBuilder<unknown>
  readonly boolean: RawBuilder<unknown>
  /** How a small table that is only ever read by its key is laid out. */
  readonly clustered: RawBuilder<unknown>
  /** How a table is laid out whose rows change a few times: room for the next version on the same page. */
  readonly changing: RawBuilder<unknown>
}

export const postgresTypes: ColumnTypes = {
  uuid: sql`uuid`,
  time: sql`timestamptz(3)`,
  json: sql`jsonb`,
  bigint: sql`bigint`,
  boolean: sql`boolean`,
  clustered: sql``,
  changing: sql`with (fillfactor = 85)`,
}

export const sqliteTypes: ColumnTypes = {
  uuid: sql`text`,
  time: sql`text`,
  json: sql`text`,
  bigint: sql`integer`,
  boolean: sql`integer`,
  clustered: sql`without rowid`,
  changing: sql``,
}
