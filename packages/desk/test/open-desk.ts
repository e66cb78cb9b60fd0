/** A desk with flows of a test behind it, and people to act as: a header says who. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHandover, type Actor, type AnyFlow, type Handover } from 'handover'
import { createApi, listen, type ApiOptions } from 'handover/http'
import { sqliteStore, type SqliteStore } from 'handover/sqlite'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { desk, type DeskOptions } from '../src/server/index.ts'

/** Who acts where nobody else is named. */
export const anna: Actor = { id: 'anna', name: 'Anna Weber', permissions: [], groups: [] }
export const maria: Actor = { id: 'maria', name: 'Maria Novak', permissions: [], groups: [] }

export interface OpenedDesk {
  readonly handover: Handover
  readonly store: SqliteStore
  readonly url: string
  readonly close: () => Promise<void>
}
interface OpenOptions extends Partial<Pick<ApiOptions, 'identify' | 'mayOperate'>> {
  /** The directory. The header `x-user` names one of them; the first acts where it names nobody. */
  readonly people?: readonly Actor[]
  readonly desk?: DeskOptions
}

/** Serves a desk on a store of its own; the caller closes it. */
export async function openDesk(flows: readonly AnyFlow[], options: OpenOptions = {}): Promise<OpenedDesk> {
  const { people = [anna, maria], desk: given, ...more } = options
  const find = (id: string | null) => people.find((person) => person.id === id)
  const folder = mkdtempSync(join(tmpdir(), 'handover-desk-'))
  const store = sqliteStore({ file: join(folder, 'desk.db') })
  const handover = await createHandover({ flows, store, migrate: true })
  const api = createApi(handover, {
    identify: (request) => find(request.headers.get('x-user')) ?? people[0]!,
    users: {
      search: (text) => people.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
      get: find,
    },
    desk: desk(given),
    ...more,
  })
  const server = await listen(api, { port: 0 })
  const close = async () => {
    await server.close()
    await handover.close()
    rmSync(folder, { recursive: true })
  }
  return { handover, store, url: server.url, close }
}

/** A page of somebody, in a browser that remembers nothing of anybody else. */
export async function visitAs(browser: Browser, user: Actor, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ ...options, extraHTTPHeaders: { 'x-user': user.id } })
  context.setDefaultTimeout(8000)
  return context.newPage()
}
