import { expect, test } from 'vitest'
import { toSend } from './to-send.ts'

const schema = {
  properties: {
    tariff: { type: 'string' as const, widget: 'fact' },
    note: { type: 'string' as const, nullable: true },
    address: { type: 'object' as const },
    home: { type: 'object' as const },
    comment: { type: 'string' as const },
    days: { type: 'integer' as const, default: 3 },
  },
  required: ['home'],
}

test('facts are not sent: somebody else may have changed them meanwhile', () => {
  expect(toSend(schema, { tariff: 'B', note: 'x' }, {})).toEqual({ note: 'x' })
})

test('a group that was left empty is none, unless it is needed', () => {
  expect(toSend(schema, { address: { street: undefined }, home: {} }, {})).toEqual({ home: {} })
})

test('what may be null and was emptied is null', () => {
  expect(toSend(schema, {}, { note: 'before' })).toEqual({ note: null })
  expect(toSend(schema, {}, {})).toEqual({})
})

test('what was there and was emptied is told as null: what is not sent would stay', () => {
  const before = { comment: 'before', address: { street: 'Storgata' }, days: 4 }
  expect(toSend(schema, { comment: undefined, address: { street: undefined } }, before)).toEqual({
    comment: null,
    address: null,
    days: null,
  })
  expect(toSend(schema, { comment: null }, {})).toEqual({})
})

test('what stood there by default is not told as emptied: it would be there again', () => {
  expect(toSend(schema, { days: undefined }, { days: 3 })).toEqual({})
})
