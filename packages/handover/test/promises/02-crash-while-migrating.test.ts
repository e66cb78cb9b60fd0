/** A server is killed behind each statement of its migration: the database is as it was before, or has all of it. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storeAt, type TestStore } from '../server.ts'
import { postgresSite } from './crash/postgres-site.ts'
import type { CrashSite } from './crash/site.ts'
import { sqliteSite } from './crash/sqlite-site.ts'
import { databases } from './databases.ts'

const sites = { sqlite: async () => sqliteSite(), postgres: postgresSite }

describe.each(databases)('killed behind any statement of a migration on %s', (database) => {
  let site: CrashSite
  beforeAll(async () => {
    site = await sites[database]()
  })
  afterAll(() => site?.close())

  it('nothing is migrated or everything, and the next server does the rest', { timeout: 120_000 }, async () => {
    const first = storeAt(await site.begin())
    const whole = await tablesOf(first)
    expect(whole.length).toBeGreaterThan(10)
    await empty(first)
    await first.close()
    if (database === 'sqlite') await site.keep()
    const found = new Set<number>()
    let [deaths, isOver] = [0, false]
    for (; !isOver; deaths++) {
      const dying = storeAt((await site.reset()).place)
      site.arm(deaths)
      await Promise.race([dying.migrate().catch(() => {}), site.death])
      isOver = !site.isDead
      const left = storeAt(await site.survive())
      await dying.close().catch(() => {}) // it is dead
      const there = await tablesOf(left)
      expect([[], whole], `dead behind statement ${deaths}`).toContainEqual(there)
      expect(await left.pendingMigrations()).toHaveLength(there.length === 0 ? (await left.migrate()).length : 0)
      await left.check()
      expect(await tablesOf(left)).toEqual(whole)
      found.add(there.length)
      await empty(left)
      await left.close()
    }
    expect(found.size).toBe(2)
    expect(deaths).toBeGreaterThan(30)
  })
})

async function tablesOf({ database }: TestStore): Promise<readonly string[]> {
  const tables = await database.introspection.getTables()
  return tables.flatMap(({ name }) => (name.startsWith('handover_') ? [name] : [])).toSorted()
}

async function empty(store: TestStore): Promise<void> {
  for (const table of await tablesOf(store)) await sql`drop table ${sql.table(table)}`.execute(store.database)
}
