import { PostgresDialect, type CompiledQuery, type DatabaseConnection, type Dialect, type QueryResult } from 'kysely'
import type { Clients } from './clients.ts'
import type { PgClient } from './pg.ts'

/** A unit's connection, as Kysely uses it; rows come as the application's own type parsers make them. */
export class ClientConnection implements DatabaseConnection {
  readonly #client: PgClient

  constructor(client: PgClient) {
    this.#client = client
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.#client.query(sql, [...parameters])
    const isWrite = command !== undefined && ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command)
    return { rows: rows as R[], ...(isWrite ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query)
  }
}

/** Kysely over the store's pool, for the application's own tables; the pool ends with the store. */
export function databaseDialect(clients: Clients): Dialect {
  const pool = { connect: () => clients.take(), end: async () => {}, options: {} }
  return new PostgresDialect({ pool: pool as never })
}
