import { createHandover } from 'handover'
import { createApi } from 'handover/http'
import { desk } from 'handover-desk'
import { clock } from './clock.ts'
import { currentUser, demonstrationUsers } from './demonstration.ts'
import { helloWorld } from './hello-world.ts'
import { leaveRequest } from './leave-request.ts'
import { orderShipment } from './order-shipment.ts'
import { bringSamples, interruptedSince } from './samples/bring-samples.ts'
import type { Brought } from './samples/play-samples.ts'
import { createTables, type OwnStore } from './tables.ts'
import { findUser, users } from './users.ts'

export interface AppOptions {
  /** Whether an empty database gets sample processes; false by default. */
  readonly samples?: boolean
}

/** The whole application behind one `fetch`: flows, users, API and desk. */
export async function createApp(store: OwnStore, { samples = false }: AppOptions = {}) {
  await createTables(store.database)
  const since = samples ? await interruptedSince(store) : undefined
  // Before the clock is theirs again, nothing of the samples may fall due.
  if (since !== undefined) clock.play(new Date(0))
  const handover = await createHandover({
    flows: [helloWorld, orderShipment, leaveRequest],
    store,
    migrate: true,
    now: () => clock.played ?? store.now(),
    // What goes wrong while the samples are played is part of them.
    onWarning: (message) => {
      if (clock.played === undefined) console.warn(message)
    },
  })
  const brought: Brought = samples ? await bringSamples(handover, store) : { count: 0, refused: [] }
  const api = createApi(handover, {
    identify: currentUser,
    users: {
      search: (text) => users.filter((user) => user.name.toLowerCase().includes(text.toLowerCase())),
      get: findUser,
    },
    desk: desk(),
    extra: demonstrationUsers,
  })
  return { handover, brought, fetch: api.fetch }
}
