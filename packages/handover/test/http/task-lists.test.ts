/** The lists of tasks over HTTP: filters, orders, counts, and how they refuse. */
import { flow } from 'handover'
import { createClient } from 'handover/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openApi, type OpenedApi } from './open-api.ts'
import { people } from './people.ts'

const shipment = flow('shipment', {
  title: 'Order shipment',
  summary: (data) => `${data.order} to ${data.place}`,
  data: z.object({ order: z.string(), place: z.string(), due: z.string().optional() }),
  nodes: (n) => ({
    start: n.start({ fields: ['order', 'place', 'due'] }).next('pack'),
    startAtLeisure: n.start({ fields: ['order', 'place'] }).next('stow'),
    stow: n.view({ fields: [] }).title('Stow it').permission('order.work').next('carry'),
    pack: n
      .view({ fields: [] })
      .title('Pack the goods')
      .permission('order.work')
      .due((visit) => new Date(visit.process.data.due!))
      .next('carry'),
    carry: n.view({ fields: [] }).title('Choose a carrier').permission('order.work').next('sent'),
    sent: n.end(),
  }),
  moved: { wrap: 'pack' },
})
const note = flow('note', {
  title: 'Note',
  data: z.object({ text: z.string() }),
  summary: (data) => data.text,
  nodes: (n) => ({
    start: n.start({ fields: ['text'] }).next('read'),
    read: n.view({ fields: [] }).title('Read the note').next('done'),
    done: n.end(),
  }),
})

const day = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString()
let opened: OpenedApi
beforeAll(async () => {
  opened = await openApi([shipment, note])
  const ship = (order: string, place: string, due: string) =>
    opened.handover.start(shipment, 'start', { order, place, due }, { by: people.anna })
  await ship('SO-1', 'Oslo', inDays(-1))
  await ship('SO-2', 'Turin', inDays(3))
  await ship('SO-3', 'Ghent', inDays(30))
  await opened.handover.start(shipment, 'startAtLeisure', { order: 'SO-4', place: 'Bergen' }, { by: people.anna })
  await opened.handover.start(note, 'start', { text: 'Call Oslo' }, { by: people.maria })
})
afterAll(() => opened.close())

const list = async (query: string, who: 'ben' | 'eve' = 'ben') => {
  const { status, body } = await opened.ask(who, 'GET', `api/tasks?list=queue&${query}`)
  expect(status).toBe(200)
  return (body.items as { process: { summary: string } }[]).map(({ process }) => process.summary.slice(0, 4))
}

describe('a list of tasks', () => {
  test.each([
    ['flow=note', ['Call']],
    ['flow=shipment&node=pack', ['SO-3', 'SO-2', 'SO-1']],
    ['flow=shipment&node=carry', []],
    ['from=maria', ['Call']],
    ['search=oslo', ['Call', 'SO-1']],
    ['search=%232', ['SO-2']],
    ['search=the%20goods&from=anna', ['SO-3', 'SO-2', 'SO-1']],
    ['due=overdue', ['SO-1']],
    ['due=week&zone=Europe%2FBerlin', ['SO-2']],
    ['due=later', ['SO-3']],
    ['due=none', ['Call', 'SO-4']],
    ['due=today', []],
    ['sort=oldest', ['SO-1', 'SO-2', 'SO-3', 'SO-4', 'Call']],
    ['sort=due', ['SO-1', 'SO-2', 'SO-3', 'SO-4', 'Call']],
    [`createdSince=${new Date(Date.now() + day).toISOString()}`, []],
    [`createdUntil=${encodeURIComponent('2020-01-01T00:00:00+01:00')}`, []],
    [`createdSince=2020-01-01T00:00:00Z&limit=2`, ['Call', 'SO-4']],
  ])('filtered by %s', async (query, expected) => {
    expect(await list(query)).toEqual(expected)
  })

  test('goes on in its order where the page before ended', async () => {
    for (const [sort, expected] of [
      ['due', ['SO-1', 'SO-2', 'SO-3', 'SO-4', 'Call']],
      ['newest', ['Call', 'SO-4', 'SO-3', 'SO-2', 'SO-1']],
    ] as const) {
      const seen: string[] = []
      let cursor = ''
      do {
        const { body } = await opened.ask('ben', 'GET', `api/tasks?list=queue&sort=${sort}&limit=2${cursor}`)
        seen.push(...body.items.map((task: { process: { summary: string } }) => task.process.summary.slice(0, 4)))
        cursor = body.next === null ? '' : `&cursor=${body.next}`
      } while (cursor !== '')
      expect(seen).toEqual(expected)
    }
  })

  test('says what may be done with each task', async () => {
    const { body } = await opened.ask('ben', 'GET', 'api/tasks?list=queue&flow=shipment&limit=1')
    expect(body.items[0].may).toContain('assign')
    expect(body.items[0].may).not.toContain('complete')
  })

  test('is counted under its filters, and by when its tasks are due', async () => {
    const counted = async (query: string) => (await opened.ask('ben', 'GET', `api/tasks/count?${query}`)).body
    const due = { overdue: 1, today: 0, week: 1, later: 1, none: 2 }
    expect(await counted('list=queue')).toEqual({ total: 5, due, most: 1000 })
    const none = { overdue: 0, today: 0, week: 0, later: 0, none: 0 }
    expect(await counted('list=queue&due=overdue')).toEqual({ total: 1, due: { ...none, overdue: 1 }, most: 1000 })
    expect(await counted('list=queue&flow=note')).toMatchObject({ total: 1, due: { none: 1 } })
    expect(await counted('list=inbox')).toEqual({ total: 0, due: none, most: 1000 })
    expect(await counted('list=archive&search=nothing')).toEqual({ total: 0, due: null, most: 1000 })
    expect((await opened.ask('eve', 'GET', 'api/tasks/count?list=queue&flow=shipment')).body.total).toBe(0)
  })

  test.each([
    ['list=queue&node=pack', 400, 'FILTER_INVALID', 'Use it together with flow.'],
    ['list=queue&flow=shipment&node=pak', 404, 'NODE_UNKNOWN', "Did you mean 'pack'?"],
    ['list=queue&flow=shipmnt', 404, 'FLOW_UNKNOWN', "Did you mean 'shipment'?"],
    ['list=queue&due=soon', 400, 'FILTER_INVALID', "Use 'overdue', 'today', 'week', 'later', 'none'."],
    ['list=queue&due=today&zone=Berlin', 400, 'FILTER_INVALID', 'Use the name of a time zone, such as Europe/Berlin.'],
    ['list=queue&zone=Mars', 400, 'FILTER_INVALID', 'Use the name of a time zone, such as Europe/Berlin.'],
    ['list=archive&due=today', 400, 'FILTER_INVALID', 'Use it in the inbox or the queue: the archive is over.'],
    ['list=queue&createdSince=yesterday', 400, 'FILTER_INVALID', 'Invalid ISO datetime.'],
    ['list=queue&createdUntil=2026-02-30T00:00:00Z', 400, 'FILTER_INVALID', 'Invalid ISO datetime.'],
    ['list=queue&search=%00', 400, 'FILTER_INVALID', 'Use a text without U+0000.'],
    ['list=queue&from=a%00', 400, 'FILTER_INVALID', 'Use a text without U+0000.'],
    ['list=queue&form=anna', 400, 'FILTER_UNKNOWN', "Did you mean 'from'?"],
  ])('%s is refused, listed and counted', async (query, status, code, detail) => {
    for (const path of ['api/tasks', 'api/tasks/count']) {
      const answer = await opened.ask('ben', 'GET', `${path}?${query}`)
      expect([answer.status, answer.body.code, answer.body.detail]).toEqual([status, code, detail])
    }
  })

  test.each([
    ['list=queue&sort=age', 400, 'FILTER_INVALID', "Use 'newest', 'oldest', 'due'."],
    ['list=archive&sort=due', 400, 'FILTER_INVALID', 'Use newest or oldest: the archive is over.'],
  ])('%s is no order', async (query, status, code, detail) => {
    const answer = await opened.ask('ben', 'GET', `api/tasks?${query}`)
    expect([answer.status, answer.body.code, answer.body.detail]).toEqual([status, code, detail])
  })

  test('a cursor of another order is refused', async () => {
    const { body } = await opened.ask('ben', 'GET', 'api/tasks?list=queue&sort=due&limit=1')
    const answer = await opened.ask('ben', 'GET', `api/tasks?list=queue&sort=oldest&cursor=${body.next}`)
    expect([answer.status, answer.body.code]).toEqual([400, 'CURSOR_INVALID'])
  })

  test('in code filters are refused as over HTTP', async () => {
    const { tasks } = opened.handover
    const wrong: [object, string][] = [
      [{ node: 'pack' }, 'FILTER_INVALID'],
      [{ sort: 'age' }, 'FILTER_INVALID'],
      [{ due: 'soon' }, 'FILTER_INVALID'],
      [{ createdSince: new Date('nonsense') }, 'FILTER_INVALID'],
      [{ createdUntil: '2026-01-01' }, 'FILTER_INVALID'],
      [{ flow: shipment, node: 'pak' }, 'NODE_UNKNOWN'],
    ]
    for (const [query, code] of wrong)
      await expect(tasks.queue(people.ben, query as object)).rejects.toMatchObject({ code })
    expect(await tasks.count('queue', people.ben, { flow: shipment, node: 'pack', due: 'overdue' })).toBe(1)
    await expect(tasks.count('queue', people.ben, { sort: 'due' } as object)).rejects.toMatchObject({
      code: 'FILTER_UNKNOWN',
    })
  })

  test('is asked by the client as it is meant', async () => {
    const client = createClient({
      baseUrl: 'http://localhost',
      headers: { 'x-user': 'ben' },
      fetch: (url, init) => opened.api.fetch(new Request(url, init)),
    })
    const { items } = await client.tasks({ list: 'queue', flow: 'shipment', node: 'pack', sort: 'due', due: undefined })
    expect(items.map(({ process }) => process.summary.slice(0, 4))).toEqual(['SO-1', 'SO-2', 'SO-3'])
    expect((await client.countTasks({ list: 'queue', search: 'oslo' })).total).toBe(2)
  })
})

test('25 tasks with long texts take less than 30 kB', async () => {
  const crowded = await openApi([shipment])
  const place = 'the second loading dock of the warehouse in Bergen, care of Nordlys and Sons, attention of the foreman'
  for (let i = 0; i < 26; i++)
    await crowded.handover.start(shipment, 'start', { order: `SO-${i}`, place, due: inDays(i) }, { by: people.anna })
  for (const { id } of (await crowded.handover.tasks.queue(people.ben, { limit: 26 })).items)
    await crowded.handover.tasks.bulk('assign', [id], { by: people.ben })
  const { body } = await crowded.ask('ben', 'GET', 'api/tasks?list=inbox')
  expect(body.items).toHaveLength(25)
  expect(JSON.stringify(body).length).toBeLessThan(30_000)
  await crowded.close()
})
