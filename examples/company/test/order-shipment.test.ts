/** What becomes of an order, as the people of the company play it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestHandover, type TestHandover, type TestProcess } from 'handover/testing'
import { carriers } from '../src/carriers.ts'
import { orderShipment } from '../src/order-shipment.ts'
import { anna, jonas, lena, maria, priya } from '../src/samples/sample.ts'
import { createTables, tablesOf } from '../src/tables.ts'

const lamps = {
  number: 'SO-2063',
  customer: 'Nordlys',
  city: 'Oslo',
  goods: '12 desk lamps',
  value: 960,
  deliverBy: '2026-12-01',
}

let company: TestHandover
beforeEach(async () => {
  company = await createTestHandover({ flows: [orderShipment] })
  await createTables(company.store.database)
})
afterEach(async () => {
  carriers.silent.clear()
  await company.close()
})

type Order = TestProcess<typeof orderShipment>
const register = (input: object = {}): Promise<Order> =>
  company.as(priya).start(orderShipment, 'start', { ...lamps, ...input })
const pack = (order: Order) => company.as(maria).complete(order, 'pack', { parcels: 3, weight: 14.2 })
const choose = (order: Order) => company.as(jonas).complete(order, 'chooseCarrier', { carrier: 'Nordfracht' })

describe('an order', () => {
  test('is a row of the own table; it is packed and given to a carrier side by side, and handed over', async () => {
    const order = await register()
    expect(order.summary).toBe('SO-2063, 12 desk lamps to Oslo')
    const rows = await tablesOf(company.store.database).selectFrom('shipment').selectAll().execute()
    expect(rows).toMatchObject([lamps])
    expect((await order.waitsAt()).toSorted()).toEqual(['chooseCarrier', 'pack'])
    await choose(order)
    expect(await order.waitsAt()).toEqual(['pack'])
    await pack(order)
    expect(order.data).toMatchObject({ parcels: 3, weight: 14.2, carrier: 'Nordfracht' })
    expect(order.data.pickup).toMatch(/^N/)
    expect((await company.as(maria).inbox()).map(({ node }) => node)).toEqual(['handOver'])
    await company.as(maria).complete(order, 'handOver', {})
    expect(order.outcome).toBe('shipped')
  })

  test('worth €1,000 needs no insurance, and one worth more waits for it', async () => {
    const cheap = await register({ value: 1000 })
    await pack(cheap)
    await choose(cheap)
    expect(await cheap.waitsAt()).toEqual(['handOver'])
    const dear = await register({ value: 1000.5 })
    await pack(dear)
    await choose(dear)
    expect(await dear.waitsAt()).toEqual(['insure'])
    await company.as(anna).complete(dear, 'insure', { policy: 'HG-1' })
    expect(await dear.waitsAt()).toEqual(['handOver'])
  })

  test('whose carrier does not answer stays in error, and goes on when an operator tries again', async () => {
    const order = await register()
    carriers.silent.add('Nordfracht')
    await choose(order)
    await company.clock.advance('1 h')
    await order.refresh()
    expect(order.attention).toBe("'Book the pickup' failed: Nordfracht does not answer: connection refused, port 443")
    carriers.silent.clear()
    await company.as(lena).give(order, 'bookPickup', 'retry')
    expect(order.attention).toBeNull()
    expect(order.data.pickup).toBeDefined()
  })

  test('is for those who have the right: sales does not pack, the warehouse does not insure', async () => {
    const order = await register({ value: 5000 })
    await expect(company.as(priya).assign(order, 'pack')).rejects.toMatchObject({ code: 'TASK_NOT_OFFERED' })
    await expect(company.as(maria).assign(order, 'insure')).rejects.toMatchObject({ code: 'TASK_NOT_OFFERED' })
    await expect(company.as(maria).start(orderShipment, 'start', lamps)).rejects.toMatchObject({
      code: 'PERMISSION_MISSING',
    })
  })

  test('with a wrong number and a negative value is refused at both fields, and no row is written', async () => {
    await expect(register({ number: '2063', value: -120 })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      details: {
        issues: [
          { path: ['number'], message: 'Enter an order number such as SO-2063.' },
          { path: ['value'], message: 'Enter an amount of 0 or more.' },
        ],
      },
    })
    expect(await tablesOf(company.store.database).selectFrom('shipment').selectAll().execute()).toEqual([])
  })
})
