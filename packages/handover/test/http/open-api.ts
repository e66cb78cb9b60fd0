/** A real API over some flows, on a SQLite file in a temporary folder. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHandover, type AnyFlow, type Handover } from 'handover'
import { createApi, type Api, type ApiOptions } from 'handover/http'
import { sqliteStore } from 'handover/sqlite'
import { identify, type Who } from './people.ts'

export interface OpenedApi {
  readonly handover: Handover
  readonly api: Api
  /** What the API holds for a failure of the server's own. */
  readonly failures: unknown[]
  ask(who: Who | null, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  close(): Promise<void>
}
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: any
}

export async function openApi(flows: readonly AnyFlow[], options: ApiOptions = {}): Promise<OpenedApi> {
  const folder = await mkdtemp(join(tmpdir(), 'handover-http-'))
  const store = sqliteStore({ file: join(folder, 'test.db') })
  const handover = await createHandover({ flows, store, migrate: true })
  const failures: unknown[] = []
  const api = createApi(handover, { identify, onError: (failure) => failures.push(failure), ...options })
  return {
    handover,
    api,
    failures,
    async ask(who, method, path, body, headers = {}) {
      const answer = await api.fetch(
        new Request(`http://localhost/${path}`, {
          method,
          headers: {
            ...(who && { 'x-user': who }),
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      )
      const text = await answer.text()
      return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) }
    },
    async close() {
      await handover.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
