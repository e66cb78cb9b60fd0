// A desk with flows of a test behind it, and people to act as: a header says who.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHandover, type Actor, type AnyFlow } from 'handover'
import { createApi, listen } from 'handover/http'
import { sqliteStore } from 'handover/sqlite'
import { desk } from 'handover-desk'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

/** The one who acts where nobody else is named. */
export const anna: Actor = { id: 'anna', name: 'Anna Weber', permissions: [], groups: [] }
export const maria: Actor = { id: 'maria', name: 'Maria Novak', permissions: [], groups: [] }
const people = [anna, maria]

/** Serves a desk on a store of its own; the caller closes it. */
export async function openDesk(flows: readonly AnyFlow[]) {
  const folder = mkdtempSync(join(tmpdir(), 'handover-desk-'))
  const handover = await createHandover({ flows, store: sqliteStore({ file: join(folder, 'desk.db') }), migrate: true })
  const api = createApi(handover, {
    identify: (request) => people.find(({ id }) => id === request.headers.get('x-user')) ?? anna,
    users: { search: () => people, get: (id) => people.find((each) => each.id === id) },
    desk: desk(),
  })
  const server = await listen(api, { port: 0 })
  const close = async () => {
    await server.close()
    await handover.close()
    rmSync(folder, { recursive: true })
  }
  return { handover, url: server.url, close }
}

/** A page of somebody, in a browser that remembers nothing of anybody else. */
export async function visitAs(browser: Browser, user: Actor, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ ...options, extraHTTPHeaders: { 'x-user': user.id } })
  context.setDefaultTimeout(8000)
  return context.newPage()
}
