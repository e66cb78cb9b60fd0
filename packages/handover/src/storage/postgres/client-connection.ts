import { PostgresDialect, type CompiledQuery, type DatabaseConnection, type Dialect, type QueryResult } from 'kysely'
import type { Clients } from './clients.ts'
import { translateOwn } from './errors.ts'
import type { PgClient } from './pg.ts'

/** A unit's connection, as Kysely uses it; rows come as the application's own type parsers make them. */
export class ClientConnection implements DatabaseConnection {
  readonly #client: PgClient
  readonly #place: string

  constructor(client: PgClient, place: string) {
    this.#client = client
    this.#place = place
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.#client.query(sql, [...parameters]).catch((cause: unknown) => {
      throw translateOwn(cause, this.#place)
    })
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
