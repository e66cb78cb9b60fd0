/** The list of processes with where they stand, its counts and its export, and the board of a flow. */
import { flow } from 'handover'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { exportProcesses } from '../../src/http/export-processes.ts'
import { openApprovals, type Approvals } from './approval.ts'
import { openApi, type OpenedApi } from './open-api.ts'
import { openOrders, type Orders } from './orders.ts'
import { people, type Who } from './people.ts'

let approvals: Approvals
let orders: Orders
const asked: string[] = []
beforeAll(async () => {
  approvals = await openApprovals()
  orders = await openOrders()
  for (const message of ['First', 'Second', 'Third']) asked.push((await approvals.request(message)).process)
})
afterAll(async () => {
  await approvals.close()
  await orders.close()
})
const ask: Approvals['ask'] = (...given) => approvals.ask(...given)
const listedBy =
  (opened: () => OpenedApi) =>
  async (who: Who, query = '?limit=200'): Promise<any[]> =>
    (await opened().ask(who, 'GET', `api/processes${query}`)).body.items
const listed = listedBy(() => approvals)
const ordered = listedBy(() => orders)
const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id)

/** An order of which the label could not be printed. */
async function failing(): Promise<{ readonly process: string; readonly task: string }> {
  const order = await orders.order('Broken printer')
  await order.until('vote')
  return { process: order.process, task: await order.at('print') }
}

describe('a listed process', () => {
  test('tells who has it, and which nodes it came to', async () => {
    const { process, task } = await approvals.request('Look')
    const one = async () => (await listed('anna')).find(({ id }) => id === process)
    expect((await one()).standsAt).toMatchObject({
      task,
      node: 'approve',
      title: 'Approve the message',
      shape: 'human',
      status: 'new',
      owner: null,
      more: 0,
      may: [],
    })
    await ask('ben', 'POST', `api/tasks/${task}/assign`, {})
    const taken = await one()
    expect(taken.standsAt).toMatchObject({ status: 'assigned', owner: { id: 'ben', name: 'Ben Adler' } })
    expect(taken.visited).toEqual({ done: ['start'], assigned: ['approve'] })
    await ask('ben', 'POST', `api/tasks/${task}/complete`, { input: { approved: true } })
    const done = await one()
    expect([done.standsAt, done.visited]).toEqual([null, { done: ['start', 'approve', 'send', 'sent'] }])
    expect(Date.parse(done.changedAt)).toBeGreaterThanOrEqual(Date.parse(taken.changedAt))
  })

  test('that needs attention says since when, how often it failed, and what the actor may do about it', async () => {
    const { process, task } = await failing()
    const one = async (who: Who) => (await ordered(who)).find(({ id }) => id === process)
    expect(await one('olga')).toMatchObject({
      attention: expect.stringContaining('The printer is out of paper.'),
      attentionSince: expect.any(String),
      standsAt: {
        task,
        title: 'Print the label',
        status: 'error',
        failures: 1,
        may: expect.arrayContaining(['retry', 'skip', 'cancel']),
      },
      visited: { error: ['print'] },
    })
    expect((await one('anna')).standsAt.may).toEqual([])
  })
})

describe('the list of processes', () => {
  test('is narrowed by who started them, when, where they stand, and what needs attention', async () => {
    const { process } = await failing()
    const packing = (await orders.order()).process
    const ids = async (query: string) => idsOf(await ordered('olga', `?limit=200&${query}`))
    expect(await ids('startedBy=anna')).toEqual(expect.arrayContaining([process, packing]))
    expect(await ids('startedBy=ben')).toEqual([])
    expect(await ids('startedSince=2999-01-01T00:00:00Z')).toEqual([])
    expect(await ids('startedUntil=2000-01-01T00:00:00%2B02:00')).toEqual([])
    expect(await ids('startedSince=2000-01-01T00:00:00Z&startedUntil=2999-01-01T00:00:00Z')).toContain(process)
    expect(await ids('needsAttention=true')).toContain(process)
    expect(await ids('needsAttention=true')).not.toContain(packing)
    expect(await ids('flow=order&node=pack')).toContain(packing)
    expect(await ids('flow=order&node=pack')).not.toContain(process)
  })

  test.each([
    ['processes?startedSince=yesterday', 400, 'FILTER_INVALID'],
    ['processes?startedUntil=2026-13-01', 400, 'FILTER_INVALID'],
    ['processes?needsAttention=yes', 400, 'FILTER_INVALID'],
    ['processes?startedBy=%00', 400, 'FILTER_INVALID'],
    ['processes?node=approve', 400, 'FILTER_INVALID'],
    ['processes?flow=approval&node=aprove', 404, 'NODE_UNKNOWN'],
    ['processes/counts?status=done', 400, 'FILTER_UNKNOWN'],
    ['processes/counts?flow=aproval', 404, 'FLOW_UNKNOWN'],
    ['processes.csv?limit=5', 400, 'FILTER_UNKNOWN'],
    ['processes.csv?flow=aproval', 404, 'FLOW_UNKNOWN'],
    ['flows/aproval/board', 404, 'FLOW_UNKNOWN'],
    ['flows/approval/board?cards=51', 400, 'FILTER_INVALID'],
  ])('refuses %s', async (path, status, code) => {
    const refused = await ask('olga', 'GET', `api/${path}`)
    expect([refused.status, refused.body.code]).toEqual([status, code])
  })

  test('of 25 processes with twenty steps each stays under 30 kB', async () => {
    const opened = await openLong()
    const { headers, body } = await opened.ask('olga', 'GET', 'api/processes')
    expect(headers.get('content-type')).toContain('json')
    expect(body.items).toHaveLength(25)
    expect(Object.values(body.items[0].visited).flat()).toHaveLength(21)
    expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(30_000)
    await opened.close()
  })
})

describe('the counts of processes', () => {
  test('are those of what the actor may see, under the same filters', async () => {
    await failing()
    await orders.order('First')
    const counts = async (who: Who, query = '') => (await orders.ask(who, 'GET', `api/processes/counts${query}`)).body
    const all = await counts('olga')
    expect(all).toMatchObject({ all: (await ordered('olga')).length, most: 1000 })
    expect(all.attention).toBe((await ordered('olga', '?needsAttention=true&limit=200')).length)
    expect(all.attention).toBeGreaterThan(0)
    expect(all.running + all.failed + all.done + all.canceled).toBe(all.all)
    expect(await counts('eve')).toMatchObject({ all: 0, running: 0, attention: 0 })
    expect(await counts('olga', '?search=First')).toMatchObject({ all: 1, running: 1 })
    expect((await orders.ask('olga', 'GET', 'api/me')).body.counts.attention).toBe(all.attention)
    expect((await orders.ask('eve', 'GET', 'api/me')).body.counts.attention).toBe(0)
  })
})

describe('the export of processes', () => {
  const table = async (who: Who, query = '') => {
    const answer = await approvals.api.fetch(
      new Request(`http://localhost/api/processes.csv${query}`, { headers: { 'x-user': who } }),
    )
    const bytes = new Uint8Array(await answer.arrayBuffer())
    return { answer, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) }
  }

  test('has a line for each process that fits and may be seen, harmless to spreadsheets', async () => {
    await approvals.request('=1+1, "now"')
    const { answer, text } = await table('anna', '?search=now')
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toContain('processes.csv')
    const lines = text.split('\r\n')
    expect(lines[0]).toMatch(/^\uFEFF"Number","Process","Flow","Status"/)
    expect(lines[1]).toMatch(/^\d+,"'=1\+1, ""now""","Approval","running"/)
    expect(lines[1]).toContain('"Approve the message"')
    expect(lines.slice(2)).toEqual([''])
    expect((await table('eve', '?search=now')).text.split('\r\n')).toHaveLength(2)
  })

  test('has its heads and states in the language that is asked for', async () => {
    await approvals.request('Auf Deutsch')
    const { answer, text } = await table('anna', '?search=deutsch&lang=de')
    expect(answer.status).toBe(200)
    const lines = text.split('\r\n')
    expect(lines[0]).toMatch(/^\uFEFF"Nummer","Prozess","Ablauf","Status","Ausgang"/)
    expect(lines[1]).toMatch(/^\d+,"Auf Deutsch","Approval","läuft"/)
    const unknown = await approvals.ask('anna', 'GET', 'api/processes.csv?lang=fr')
    expect([unknown.status, unknown.body.code]).toEqual([400, 'FILTER_INVALID'])
  })

  test('goes on over pages, and ends at its bound with a line that says so', async () => {
    const { handover } = approvals
    const asking = { handover, actor: people.olga, people: { of: (person: unknown) => person } }
    const read = async (most: number) => {
      const text = await new Response(await exportProcesses(asking as never, { by: people.olga }, { most })).text()
      return text.split('\r\n')
    }
    const all = (await listed('olga')).length
    expect(await read(all)).toHaveLength(all + 2)
    const cut = await read(2)
    expect(cut).toHaveLength(5)
    expect(cut[3]).toContain('Only the newest 2 are here.')
  })
})

describe('the board of a flow', () => {
  test('has a column for each step at which work waits, with what the actor may see', async () => {
    const { process } = await failing()
    for (let i = 0; i < 3; i++) await orders.order()
    const { status, body } = await orders.ask('olga', 'GET', 'api/flows/order/board?cards=2')
    expect(status).toBe(200)
    const steps = ['pack', 'check', 'print', 'vote', 'send']
    expect(body.columns.map(({ node }: { node: string }) => node)).toEqual(steps)
    const [pack, check, print] = body.columns
    expect(pack).toMatchObject({ title: 'Pack', shape: 'human', kind: 'view' })
    expect(pack.count).toBe((await ordered('olga', '?flow=order&node=pack&limit=200')).length)
    expect(pack.cards).toHaveLength(2)
    expect(check).toMatchObject({ count: 0, cards: [] })
    expect(print.cards[0]).toMatchObject({ status: 'error', process: { id: process, summary: 'Broken printer' } })
    const other = (await orders.ask('eve', 'GET', 'api/flows/order/board')).body
    expect(other.processes).toBe(0)
    expect(other.columns.map(({ count }: { count: number }) => count)).toEqual([0, 0, 0, 0])
  })
})

async function openLong(): Promise<OpenedApi> {
  const steps = Array.from({ length: 20 }, (_, i) => `approveStep${i + 1}`)
  const long = flow('order', {
    title: 'A long order',
    summary: () => 'SO-2041, 3 parcels to Nordlys Interior in Oslo',
    data: z.object({}),
    nodes: ((n: any) => ({
      start: n.start({ fields: [] }).next(steps[0]),
      ...Object.fromEntries(steps.map((step, i) => [step, n.view({ fields: [] }).next(steps[i + 1] ?? 'end')])),
      end: n.end(),
    })) as never,
  })
  const opened = await openApi([long])
  const { handover } = opened
  for (let i = 0; i < 25; i++) {
    const process = await handover.start(long, 'start' as never, {} as never, { by: people.anna })
    for (const step of steps.slice(0, -1)) {
      const tasks = await handover.processes.tasks(process.id)
      const task = tasks.find((each) => each.node === step)!
      await task.do('assign', { by: people.olga, to: 'ben' })
      await task.do('complete', { input: {} })
    }
  }
  return opened
}
