import { sql } from 'kysely'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { createDatabase } from '../../../../test/postgres-database.ts'
import { postgresStore, type PostgresStore } from '../../src/storage/postgres.ts'

export interface CountedReads {
  /** On a database of its own, over one connection. */
  readonly grown: PostgresStore
  /** The same database, uncounted. */
  readonly reader: pg.Pool
  /** How many rows the store has read until now: from end to end of a table, or also by an index. */
  readonly fromEndToEnd: (tables: readonly string[]) => Promise<number>
  readonly inAnyWay: (tables?: readonly string[]) => Promise<number>
}

/** A store that says how many rows it has read; gone when the test is over. */
export async function countedReads(): Promise<CountedReads> {
  const fresh = await createDatabase()
  const grown = postgresStore({ url: fresh.url, connections: 1 })
  const reader = new pg.Pool({ connectionString: fresh.url })
  onTestFinished(async () => {
    await grown.close()
    await reader.end()
    await fresh.drop()
  })
  await grown.migrate()
  const count = async (rows: string, tables?: readonly string[]): Promise<number> => {
    await sql`select pg_stat_force_next_flush()`.execute(grown.database)
    await sql`select 1`.execute(grown.database)
    const text = `select sum(${rows})::int as rows from pg_stat_user_tables
      where relname <> 'handover_migration' and relname = any (coalesce($1::text[], array[relname::text]))`
    return (await reader.query<{ rows: number }>(text, [tables ?? null])).rows[0]!.rows
  }
  return {
    grown,
    reader,
    fromEndToEnd: (tables) => count('seq_tup_read', tables),
    inAnyWay: (tables) => count('seq_tup_read + coalesce(idx_tup_fetch, 0)', tables),
  }
}
