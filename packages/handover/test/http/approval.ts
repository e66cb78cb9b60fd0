/** A small flow behind a real API on a SQLite file in a temporary folder: what the tests of HTTP ask. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHandover, flow, type Actor, type Handover } from 'handover'
import { createApi, type Api, type ApiOptions } from 'handover/http'
import { sqliteStore } from 'handover/sqlite'
import { z } from 'zod'

const approval = flow('approval', {
  title: 'Approval',
  summary: (data) => data.message,
  data: z.object({
    message: z.string().min(1, 'Enter a message.').max(20).meta({ title: 'Message' }),
    approved: z.boolean().optional().meta({ title: 'Approve?' }),
    dueOn: z.iso.date().optional(),
    copies: z.int().default(1),
  }),
  nodes: (n) => ({
    start: n
      .start({ fields: ['message', 'dueOn'] })
      .title('Ask')
      .permission('approval.start')
      .next('approve'),
    startFromCode: n.startHandle(z.object({ text: z.string() }), (input) => ({ message: input.text })).next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .title('Approve the message')
      .permission('approval.approve')
      .result((visit) => (visit.process.data.approved === true ? 'Approved' : 'Refused'))
      .next('send'),
    send: n
      .function((visit) => {
        if (visit.process.data.message === 'boom') throw new Error('The mail server is down.')
      })
      .next('sent'),
    sent: n.end().title('Sent'),
  }),
})

const person = (id: string, name: string, ...permissions: string[]): Actor => ({ id, name, permissions })
export const people = {
  anna: person('anna', 'Anna Weber', 'approval.start'),
  ben: person('ben', 'Ben Adler', 'approval.approve'),
  maria: person('maria', 'Maria Novak', 'approval.approve'),
  olga: person('olga', 'Olga Keller', 'approval.manage'),
  eve: person('eve', 'Eve Stranger'),
}
export type Who = keyof typeof people

/** Tests say who asks in a header; applications ask their session. */
export const identify = (request: Request): Actor | null => people[request.headers.get('x-user') as Who] ?? null

export interface Approvals {
  readonly handover: Handover
  readonly api: Api
  /** What the API holds for a failure of the server's own. */
  readonly failures: unknown[]
  ask(who: Who | null, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Anna's request, as Ben finds it in his queue. */
  request(message?: string): Promise<{ readonly process: string; readonly task: string }>
  close(): Promise<void>
}
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: any
}

export async function openApprovals(options: ApiOptions = {}): Promise<Approvals> {
  const folder = await mkdtemp(join(tmpdir(), 'handover-http-'))
  const handover = await createHandover({
    flows: [approval],
    store: sqliteStore({ file: join(folder, 'test.db') }),
    migrate: true,
  })
  const failures: unknown[] = []
  const api = createApi(handover, { identify, onError: (failure) => failures.push(failure), ...options })
  const ask: Approvals['ask'] = async (who, method, path, body, headers = {}) => {
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
  }
  return {
    handover,
    api,
    failures,
    ask,
    async request(message = 'Hello') {
      const process = await handover.start(approval, 'start', { message }, { by: people.anna })
      const tasks = await handover.processes.tasks(process.id)
      return { process: process.id, task: tasks.find((task) => task.node === 'approve')!.id }
    },
    async close() {
      await handover.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
