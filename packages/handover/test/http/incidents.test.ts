import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOrders, type Orders } from './orders.ts'

let orders: Orders
let isCrmDown = true
const told: string[] = []
beforeAll(async () => {
  orders = await openOrders({ mayOperate: (actor) => actor.id === 'robot' })
  orders.handover.on('process.started', { name: 'crm' }, ({ process }) => {
    if (isCrmDown) throw new Error('The CRM is down.')
    told.push(process.id)
  })
})
afterAll(() => orders.close())
const ask: Orders['ask'] = (...asked) => orders.ask(...asked)

/** An order of which the CRM could not be told, however often it was tried. */
async function untold(): Promise<{ readonly process: string; readonly incident: string }> {
  const { process } = await orders.order()
  await orders.handover.idle()
  const { outbox } = orders.handover.store
  const rows = await outbox.due(new Date(Date.now() + 3_600_000), 100, 'others')
  const row = rows.find((each) => JSON.stringify(each.payload).includes(process))!
  await outbox.change(row.id, { attempts: 10, dueAt: row.dueAt, error: 'The CRM is down.', isDead: true })
  return { process, incident: row.id }
}
const idsFor = async (who: 'olga' | 'anna' | 'robot' | 'eve', query = ''): Promise<string[]> =>
  (await ask(who, 'GET', `api/incidents${query}`)).body.items.map((each: { id: string }) => each.id)

test('what could not be delivered is shown to who manages the flow, and to who looks after everything', async () => {
  const { process, incident } = await untold()
  const other = await untold()
  const { status, body } = await ask('olga', 'GET', `api/incidents?process=${process}`)
  expect(status).toBe(200)
  expect(body.items).toEqual([
    {
      id: incident,
      kind: 'hook',
      process: expect.objectContaining({
        id: process,
        flowTitle: 'Order',
        startedBy: { id: 'anna', name: 'Anna Weber' },
      }),
      attempts: 10,
      error: 'The CRM is down.',
      createdAt: expect.any(String),
    },
  ])
  expect(await idsFor('olga')).toEqual(expect.arrayContaining([incident, other.incident]))
  expect(await idsFor('robot')).toEqual(expect.arrayContaining([incident, other.incident]))
  expect(await idsFor('anna')).toEqual([])
  expect(await idsFor('eve')).toEqual([])
})

test('is tried again, and given up, by them alone', async () => {
  const { process, incident } = await untold()
  const given = (who: 'eve' | 'anna' | 'olga' | 'robot', deed: string, id = incident) =>
    ask(who, 'POST', `api/incidents/${id}/${deed}`, {})
  const [hidden, refused] = [await given('eve', 'retry'), await given('anna', 'drop')]
  expect([hidden.status, hidden.body.code]).toEqual([404, 'INCIDENT_NOT_FOUND'])
  expect([refused.status, refused.body.code]).toEqual([403, 'PERMISSION_MISSING'])
  isCrmDown = false
  expect((await given('olga', 'retry')).body).toEqual({ accepted: true })
  await expect.poll(() => told).toContain(process)
  isCrmDown = true
  expect((await given('olga', 'retry')).status).toBe(404)
  const other = await untold()
  expect((await given('robot', 'drop', other.incident)).status).toBe(200)
  expect((await given('robot', 'drop', other.incident)).body.code).toBe('INCIDENT_NOT_FOUND')
  expect((await given('robot', 'drop', 'x')).body.code).toBe('INCIDENT_NOT_FOUND')
})

test.each(['?process=1', '?limit=0', '?proces=1'])('the list refuses %s', async (query) => {
  expect((await ask('olga', 'GET', `api/incidents${query}`)).status).toBe(400)
})
