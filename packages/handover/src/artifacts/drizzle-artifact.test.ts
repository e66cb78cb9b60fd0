import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { tablesOn } from '../../test/open-tables.ts'
import { drizzleArtifact, type DrizzleTable } from './drizzle-artifact.ts'
import type { DrizzleColumn } from './drizzle-schema.ts'

/** What `sqliteTable` and `pgTable` of Drizzle 0.45 make, as far as it is looked at. */
function drizzleTable(name: string, columns: Record<string, Partial<DrizzleColumn>>): DrizzleTable {
  const made = Object.fromEntries(
    Object.entries(columns).map(([key, column]) => [
      key,
      {
        name: key,
        primary: false,
        notNull: true,
        hasDefault: column.defaultFn !== undefined,
        mapFromDriverValue: (value: unknown) => value,
        mapToDriverValue: (value: unknown) => value,
        ...column,
      },
    ]),
  )
  return { [Symbol.for('drizzle:Name')]: name, [Symbol.for('drizzle:Columns')]: made, ...made } as never
}

const shipments = drizzleTable('shipment', {
  id: { dataType: 'number', primary: true, hasDefault: true },
  address: { dataType: 'string', name: 'street_address', length: 20 },
  size: { dataType: 'string', enumValues: ['small', 'large'], hasDefault: true },
  fragile: {
    dataType: 'boolean',
    notNull: false,
    mapFromDriverValue: (value) => Number(value) === 1,
    mapToDriverValue: (value) => (value ? 1 : 0),
  },
  due: {
    dataType: 'date',
    notNull: false,
    mapFromDriverValue: (value) => new Date(Number(value) * 1000),
    mapToDriverValue: (value) => (value as Date).getTime() / 1000,
  },
  code: { dataType: 'string', defaultFn: () => 'made' },
  picture: { dataType: 'buffer', notNull: false },
})
const shipment = drizzleArtifact(shipments)
const parse = (values: unknown) => shipment.schema.safeParse(values).success

describe('a table becomes a schema:', () => {
  test('the key that the database counts is no field, and neither is what a form cannot show', () => {
    expect(Object.keys(shipment.schema.shape)).toEqual(['address', 'size', 'fragile', 'due', 'code'])
  })

  test('what the row needs is needed, what has a default is not', () => {
    expect(parse({ address: 'Dock 1' })).toBe(true)
    expect(parse({ size: 'small' })).toBe(false)
  })

  test.each([
    ['a text that is too long', { address: 'x'.repeat(21) }],
    ['a word that is not in the list', { address: '', size: 'huge' }],
    ['a text for a boolean', { address: '', fragile: 'yes' }],
    ['a moment that is none', { address: '', due: 'tomorrow' }],
    ['null where the row has none', { address: null }],
  ])('%s is refused', (_, values) => {
    expect(parse(values)).toBe(false)
  })

  test('columns that may be null may be null', () => {
    expect(parse({ address: '', due: null, fragile: null })).toBe(true)
  })

  test.each([
    ['a large number', { dataType: 'bigint' }, ['12', 12n]],
    ['a number of Drizzle 1', { dataType: 'number int32' }, [1.5, 1.5]],
    ['a moment of Drizzle 1', { dataType: 'object date' }, ['2030-01-01T00:00:00Z', new Date('2030-01-01T00:00:00Z')]],
    ['JSON of Drizzle 1', { dataType: 'object json' }, [{ a: [1] }, { a: [1] }]],
    ['a list', { dataType: 'array', baseColumn: { dataType: 'number' } as DrizzleColumn }, [[1], [1]]],
    ['a day', { dataType: 'string', columnType: 'PgDateString' }, ['2030-01-01', '2030-01-01']],
  ])('a column of %s is read', (_, column, [sent, meant]) => {
    const table = drizzleTable('t', { id: { primary: true, hasDefault: true }, value: column })
    expect(z.decode(drizzleArtifact(table).schema, { value: sent } as never)).toEqual({ value: meant })
  })

  test('an own schema stands in for it', () => {
    const short = drizzleArtifact(shipments, { name: 'parcel', schema: z.object({ address: z.string() }) })
    expect(short).toMatchObject({ name: 'parcel', title: 'Parcel' })
    expect(Object.keys(short.schema.shape)).toEqual(['address'])
  })
})

describe.each(Object.keys(tablesOn))('on %s', (database) => {
  const key = database === 'SQLite' ? 'integer primary key' : 'serial primary key'
  const open = () =>
    tablesOn[database]!(
      `create table shipment (id ${key}, street_address text, size text default 'small', fragile integer, due bigint, code text)`,
    )
  const { create, load, update } = shipment as any

  test('a row is made, read and changed by the columns of the table', async () => {
    const store = await open()
    const due = new Date('2030-01-01T09:00:00Z')
    const id = await store.transaction((tx) => create(tx, { address: 'Dock 1', fragile: true, due }))
    const made = { address: 'Dock 1', size: 'small', fragile: true, due, code: 'made' }
    expect(await store.transaction((tx) => load(tx, id))).toEqual(made)
    await store.transaction((tx) => update(tx, id, { fragile: null, size: 'large' }))
    expect(await store.transaction((tx) => load(tx, id))).toEqual({ ...made, fragile: null, size: 'large' })
    expect(await store.transaction((tx) => load(tx, '9'))).toBeUndefined()
  })
})

test.each([
  ['no table', {}],
  ['a table without a key', drizzleTable('t', { a: {} })],
  ['a table with two keys', drizzleTable('t', { a: { primary: true }, b: { primary: true } })],
])('%s is refused', (_, table) => {
  expect(() => drizzleArtifact(table as never)).toThrow('OPTION_INVALID')
})
