/** A server whose clock a test holds in its hand, and that may be opened on what a dead one left. */
import { createHandover, type AnyFlow, type Handover, type HandoverOptions } from 'handover'
import { postgresStore } from 'handover/postgres'
import { sqliteStore } from 'handover/sqlite'
import type { Kysely } from 'kysely'
import { dumpTables, type Dump } from './dump.ts'
import type { Place } from './driver.ts'
import type { Store } from '../src/storage/store.ts'

export type TestStore = Store & { readonly database: Kysely<any> }

export interface Clock {
  /** Milliseconds since 1970. */
  time: number
}

export interface Server {
  readonly handover: Handover
  readonly clock: Clock
  readonly dump: () => Promise<Dump>
  readonly close: () => Promise<void>
}

export interface ServerOptions {
  readonly flows: readonly AnyFlow[]
  readonly store: TestStore
  readonly clock: Clock
  /** Whether it delivers, fires timers and runs jobs. */
  readonly work: HandoverOptions['work'] & {}
}

export const storeAt = (place: Place): TestStore =>
  'file' in place ? sqliteStore(place) : postgresStore({ url: place.url, connections: 3 })

export async function openServer({ flows, store, clock, work }: ServerOptions): Promise<Server> {
  const now = () => new Date(clock.time)
  const handover = await createHandover({ flows, store, now, work, onWarning: () => {} })
  return { handover, clock, dump: () => dumpTables(store.database), close: () => handover.close() }
}
