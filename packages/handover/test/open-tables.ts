/** A store with tables of the application's own, on each database; closed when the test is over. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { onTestFinished } from 'vitest'
import { createDatabase } from '../../../test/postgres-database.ts'
import { postgresStore } from '../src/storage/postgres.ts'
import { sqliteStore } from '../src/storage/sqlite.ts'
import type { Store } from '../src/storage/store.ts'

export const tablesOn: Record<string, (...statements: string[]) => Promise<Store>> = {
  async SQLite(...statements) {
    const folder = await mkdtemp(join(tmpdir(), 'handover-tables-'))
    const store = sqliteStore({ file: join(folder, 'own.db') })
    onTestFinished(async () => {
      await store.close()
      await rm(folder, { recursive: true })
    })
    return filled(store, statements)
  },
  async PostgreSQL(...statements) {
    const created = await createDatabase()
    const store = postgresStore({ url: created.url })
    onTestFinished(async () => {
      await store.close()
      await created.drop()
    })
    return filled(store, statements)
  },
}

async function filled(store: Store, statements: readonly string[]): Promise<Store> {
  await store.transaction(async (tx) => {
    for (const statement of statements) await sql.raw(statement).execute(tx as never)
  })
  return store
}
