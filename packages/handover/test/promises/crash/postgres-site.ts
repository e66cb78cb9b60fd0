import type { Kysely } from 'kysely'
import { createDatabase } from '../../../../../test/postgres-database.ts'
import { postgresStore } from '../../../src/storage/postgres.ts'
import { dumpTables } from '../../dump.ts'
import { keepRows, type KeptRows } from '../../kept-rows.ts'
import type { CrashSite } from './site.ts'
import { startWireCutter } from './wire-cutter.ts'

/**
 * The one that is to die talks through a proxy that cuts all its connections behind a message: what was sent before is
 * carried out, also when its answer is lost, and the server undoes what was not committed.
 */
export async function postgresSite(): Promise<CrashSite> {
  const created = await createDatabase()
  const cutter = await startWireCutter(created.url, process.env['HANDOVER_PROMISES'] === 'thorough')
  const store = postgresStore({ url: created.url, connections: 1 })
  const database: Kysely<any> = store.database
  await store.migrate()
  const empty = await keepRows(database, true)
  const direct = { url: created.url }
  let kept: KeptRows | undefined
  return {
    async begin() {
      await empty.putBack()
      return direct
    },
    async keep() {
      kept = await keepRows(database, true)
    },
    async reset() {
      cutter.disarm()
      await kept?.putBack()
      return { place: { url: cutter.url }, watched: direct }
    },
    arm: (statements) => cutter.arm(statements),
    get count() {
      return cutter.count
    },
    get death() {
      return cutter.cut
    },
    get isDead() {
      return cutter.isCut
    },
    async survive() {
      if (cutter.isCut) await cutter.settled()
      return direct
    },
    // On a connection that is open already: there are many deaths.
    look: () => dumpTables(database),
    uncounted: (body) => body(),
    async close() {
      await cutter.close()
      await store.close()
      await created.drop()
    },
  }
}
