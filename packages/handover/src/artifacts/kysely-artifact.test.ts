import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { tablesOn } from '../../test/open-tables.ts'
import { kyselyArtifact } from './kysely-artifact.ts'

const moment = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})
const shipment = kyselyArtifact({
  name: 'shipment',
  table: 'shipment',
  schema: z.object({
    address: z.string(),
    parcels: z.number().int().default(1),
    fragile: z.boolean(),
    due: moment.optional(),
    labels: z.array(z.string()).optional(),
  }),
  label: ({ address, parcels }) => `${parcels} to ${address}`,
})
const note = kyselyArtifact({
  name: 'note',
  title: 'A note',
  table: 'note',
  id: 'key',
  newId: () => 'note-1',
  schema: z.object({ text: z.string() }),
})

const columns: Record<string, string> = {
  SQLite: 'id integer primary key, address text, parcels integer, fragile integer, due text, labels text, extra text',
  PostgreSQL:
    'id serial primary key, address text, parcels integer, fragile boolean, due timestamptz, labels jsonb, extra text',
}
const values = {
  address: 'Dock 1',
  parcels: 3,
  fragile: true,
  due: new Date('2030-01-01T09:00:00Z'),
  labels: ['up', 'glass'],
}

describe.each(Object.keys(tablesOn))('on %s a record', (database) => {
  const open = () =>
    tablesOn[database]!(`create table shipment (${columns[database]})`, 'create table note (key text, text text)')
  const { create, load, update } = shipment as Required<typeof shipment>

  test('is made, and read as its schema means it', async () => {
    const store = await open()
    const id = await store.transaction(async (tx) => create(tx, values))
    expect(id).toBe('1')
    expect(await store.transaction(async (tx) => load(tx, id))).toEqual(values)
  })

  test('is made without what may be missing, and read without it', async () => {
    const store = await open()
    const id = await store.transaction(async (tx) => create(tx, { address: 'Dock 2', parcels: 1, fragile: false }))
    expect(await store.transaction(async (tx) => load(tx, id))).toEqual({
      address: 'Dock 2',
      parcels: 1,
      fragile: false,
    })
  })

  test('is changed where something was sent, and nowhere else', async () => {
    const store = await open()
    const [id, other] = await store.transaction(async (tx) => [await create(tx, values), await create(tx, values)])
    await store.transaction(async (tx) => update(tx, id!, { parcels: 4, labels: [] }))
    expect(await store.transaction(async (tx) => load(tx, id!))).toEqual({ ...values, parcels: 4, labels: [] })
    expect(await store.transaction(async (tx) => load(tx, other!))).toEqual(values)
  })

  test('is gone when its row is gone', async () => {
    const store = await open()
    expect(await store.transaction(async (tx) => load(tx, '7'))).toBeUndefined()
  })

  test('has the id that the application makes, in the column that it names', async () => {
    const store = await open()
    expect(await store.transaction(async (tx) => note.create!(tx, { text: 'Hello' }))).toBe('note-1')
    expect(await store.transaction(async (tx) => note.load(tx, 'note-1'))).toMatchObject({ text: 'Hello' })
  })
})

test('an artifact has its title and its label', () => {
  expect([shipment.title, note.title]).toEqual(['Shipment', 'A note'])
  expect(shipment.label!(values)).toBe('3 to Dock 1')
})
