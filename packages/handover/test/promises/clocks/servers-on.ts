import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { AnyFlow } from 'handover'
import { dumpTables, type Dump } from '../../dump.ts'
import { keepRows, type KeptRows } from '../../kept-rows.ts'
import { openServer, storeAt, type Server, type TestStore } from '../../server.ts'
import { watchedStore, type Around } from '../../watched-store.ts'
import { newPlace, type OwnPlace } from './own-place.ts'

export interface Servers {
  readonly dump: () => Promise<Dump>
  /** One more on the same database, with a clock of its own; closed when the test is over. */
  readonly serve: (flows: readonly AnyFlow[], time: number, around?: Around) => Promise<Server>
}

/** Servers on one database, which is empty before each test of the block. */
export function serversOn(database: 'sqlite' | 'postgres'): Servers {
  let place: OwnPlace
  let empty: KeptRows
  let looking: TestStore
  const open: Server[] = []
  beforeAll(async () => {
    place = await newPlace(database)
    looking = storeAt(place.place)
    await looking.migrate()
    empty = await keepRows(looking.database, database === 'postgres')
  })
  beforeEach(() => empty.putBack())
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close()
  })
  afterAll(async () => {
    await looking?.close()
    await place?.remove()
  })
  return {
    dump: () => dumpTables(looking.database),
    async serve(flows, time, around) {
      const store = storeAt(place.place)
      const watched = around === undefined ? store : watchedStore(store, around)
      const server = await openServer({ flows, store: watched, clock: { time }, work: true })
      open.push(server)
      return server
    },
  }
}
