/** What the operations in this folder stand on: one dialect, and a way to run what was built for it. */
import type { Compilable, Expression, SqlBool } from 'kysely'
import type { Json } from '../../engine/snapshot.ts'
import type { Decode, Row } from './columns.ts'
import type { Build } from './schema.ts'

/** Where SQLite and PostgreSQL differ in what pages read. */
export interface Dialect {
  readonly decode: Decode
  /** Whether it can be an id at all: PostgreSQL would refuse to compare a uuid with anything else. */
  isId(text: string): boolean
  /** Whether the data has exactly this value under the key. */
  hasValue(column: string, key: string, value: Json): Expression<SqlBool>
  /** Whether the text contains this part, whatever the case. */
  contains(column: string, part: string): Expression<SqlBool>
}

export interface Session {
  readonly build: Build
  readonly dialect: Dialect
  all(query: Compilable<unknown>): Promise<readonly Row[]>
}
