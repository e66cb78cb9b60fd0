import { expect, test } from 'vitest'
import { toSend } from './to-send.ts'

const schema = {
  properties: {
    tariff: { type: 'string' as const, widget: 'fact' },
    note: { type: 'string' as const, nullable: true },
    address: { type: 'object' as const },
    home: { type: 'object' as const },
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
