import { createHandover, type Store } from 'handover'
import { createApi } from 'handover/http'
import { desk } from 'handover-desk'
import { currentUser, demonstrationUsers } from './demonstration.ts'
import { helloWorld } from './hello-world.ts'
import { findUser, users } from './users.ts'

/** The whole application behind one `fetch`: flows, users, API and desk. */
export async function createApp(store: Store) {
  const handover = await createHandover({ flows: [helloWorld], store, migrate: true })
  const api = createApi(handover, {
    identify: currentUser,
    users: {
      search: (text) => users.filter((user) => user.name.toLowerCase().includes(text.toLowerCase())),
      get: findUser,
    },
    desk: desk(),
    extra: demonstrationUsers,
  })
  return { handover, fetch: api.fetch }
}
