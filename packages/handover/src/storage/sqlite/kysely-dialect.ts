/** Kysely over the writer connection: the application's own statements wait in the same queue as ours. */
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from 'kysely'
import { overError } from '../sql/over-error.ts'
import { retryWhileBusy } from './busy.ts'
import type { Turn, Writer } from './writer.ts'

/** Marks what belongs to one store, so that a foreign transaction is recognised. */
export class StoreAdapter extends SqliteAdapter {
  // The queue is ours: Kysely's own would let one statement of the application wait in it at a time.
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

export class StoreDialect implements Dialect {
  readonly adapter = new StoreAdapter()
  readonly #writer: Writer

  constructor(writer: Writer) {
    this.#writer = writer
  }

  createAdapter(): StoreAdapter {
    return this.adapter
  }
  createDriver(): Driver {
    return new StoreDriver(this.#writer)
  }
  createIntrospector(database: Kysely<any>): SqliteIntrospector {
    return new SqliteIntrospector(database)
  }
  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler()
  }
}

/** A turn at the writer, as Kysely uses it. */
export class TurnConnection implements DatabaseConnection {
  readonly turn: Turn
  isInTransaction: boolean

  constructor(turn: Turn, isInTransaction: boolean) {
    this.turn = turn
    this.isInTransaction = isInTransaction
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const run = () => this.#connection().execute(sql, parameters)
    const { rows, changes, insertId } = this.isInTransaction ? run() : await retryWhileBusy(run)
    return {
      rows: rows as R[],
      ...(changes === undefined ? {} : { numAffectedRows: changes }),
      ...(insertId === undefined ? {} : { insertId }),
    }
  }

  async *streamQuery<R>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    for (const row of this.#connection().iterate(sql, parameters)) yield { rows: [row as R] }
  }

  #connection() {
    if (this.turn.isOver) throw overError()
    return this.turn.connection
  }
}

class StoreDriver implements Driver {
  readonly #writer: Writer

  constructor(writer: Writer) {
    this.#writer = writer
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<TurnConnection> {
    return new TurnConnection(await this.#writer.take(), false)
  }

  async beginTransaction(connection: TurnConnection): Promise<void> {
    await connection.turn.begin()
    connection.isInTransaction = true
  }

  async commitTransaction(connection: TurnConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
    connection.isInTransaction = false
  }

  async rollbackTransaction(connection: TurnConnection): Promise<void> {
    // A disk that is full, for one, has ended the transaction already.
    if (connection.turn.connection.isInTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'))
    connection.isInTransaction = false
  }

  async savepoint(connection: TurnConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`savepoint "${name}"`))
  }

  async rollbackToSavepoint(connection: TurnConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`rollback to "${name}"`))
  }

  async releaseSavepoint(connection: TurnConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`release "${name}"`))
  }

  async releaseConnection(connection: TurnConnection): Promise<void> {
    connection.turn.end()
  }

  // The store closes its connections itself.
  async destroy(): Promise<void> {}
}
