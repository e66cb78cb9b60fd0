import { join } from 'node:path'
import { createHandover, type Store } from 'handover'
import { createApi } from 'handover/http'
import { desk } from 'handover-desk'
import { leaveRequest } from './leave-request.ts'
import { currentUser, routes } from './routes.ts'
import { colleague, team } from './team.ts'

/** What `vite build` leaves: the desk with the application's own component. */
const builtDesk = join(import.meta.dirname, '..', 'dist')

/** The whole application behind one `fetch`. */
export async function createApp(store: Store, folder: string = builtDesk) {
  const handover = await createHandover({ flows: [leaveRequest], store, migrate: true })
  const api = createApi(handover, {
    identify: currentUser,
    users: {
      search: (text) => team.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
      get: colleague,
    },
    desk: desk({ folder }),
    extra: routes,
  })
  return { handover, fetch: api.fetch }
}
