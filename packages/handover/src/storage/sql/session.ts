/** What the operations in this folder stand on: one dialect, and a way to run what was built for it. */
import type { Compilable, Expression, SelectQueryBuilder, SqlBool } from 'kysely'
import type { Json } from '../../engine/snapshot.ts'
import type { Beside } from './beside.ts'
import type { Decode, Row } from './columns.ts'
import type { Build, Tables } from './schema.ts'

/** One select, for a value that stands in it as a parameter or as a column. */
export type Source<Row> = (value: Expression<string>) => SelectQueryBuilder<any, any, Row>

/** Where SQLite and PostgreSQL differ in what pages read. */
export interface Dialect {
  readonly decode: Decode
  /** Whether it can be an id at all: PostgreSQL would refuse to compare a uuid with anything else. */
  readonly isId: (text: string) => boolean
  /** Whether the data has exactly this value under the key. */
  readonly hasValue: (column: string, key: string, value: Json) => Expression<SqlBool>
  /** What `source` gives for each of the values; each keeps its own order and limit. */
  readonly forEach: <Row>(
    build: Build,
    values: readonly string[],
    source: Source<Row>,
  ) => SelectQueryBuilder<Tables, any, Row>
  /** Whether the text contains this part, whatever the case. */
  readonly contains: (column: string, part: string) => Expression<SqlBool>
  /** Whether the column has one of the values that the query gives: looked up together, not one by one. */
  readonly isAmong: (column: string, values: Expression<unknown>) => Expression<SqlBool>
  /** Locks what the query gives, without what others have locked. */
  readonly passingOver: <Row>(query: SelectQueryBuilder<any, any, Row>) => SelectQueryBuilder<any, any, Row>
  /** Lets only one transaction at a time go on from here; null where only one writes in any case. */
  readonly alone: Compilable | null
}

/** What it takes to build a statement. */
export interface Reading {
  readonly build: Build
  readonly dialect: Dialect
}

export interface Session extends Reading {
  readonly all: (query: Compilable<unknown>) => Promise<readonly Row[]>
}

export type Run = (statement: Compilable) => Promise<readonly Row[]>

/** A session that also writes what belongs to no action: deliveries, timers and messages come and go by themselves. */
export interface Keeping extends Session {
  /** Runs one statement, committed by itself. */
  readonly once: Run
  /** Runs `body` in a transaction of its own. */
  readonly inTransaction: <T>(body: (run: Run) => Promise<T>) => Promise<T>
  /** The same as a unit would, without changes of a process. */
  readonly write: (beside: Beside) => Promise<void>
}
