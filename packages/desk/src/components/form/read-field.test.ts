import { expect, test } from 'vitest'
import { readField } from './read-field.ts'

const parcel = {
  type: 'object',
  properties: {
    what: { type: 'string', title: 'What is in it' },
    weight: { type: 'number', title: 'Weight', unit: 'kg' },
  },
}
const bank = {
  type: 'object',
  title: 'By bank',
  properties: { by: { type: 'string', const: 'bank' }, account: { type: 'string', title: 'Account' } },
}
const credit = { type: 'object', properties: { by: { type: 'string', const: 'credit' } } }

test.each([
  [120.5, { type: 'number', currency: 'EUR' }, '€120.50'],
  [3, { type: 'integer', unit: 'days' }, '3 days'],
  ['sendBack', { type: 'string', enum: ['sendBack'] }, 'Send back'],
  [true, { type: 'boolean', choices: { yes: { title: 'Insured' } } }, 'Insured'],
  [['a', 'b'], { type: 'array', items: { enum: ['a', 'b'], choices: { a: { title: 'A photo' } } } }, 'A photo, B'],
  [['a'], { type: 'array', items: { enum: ['a'] }, choices: { a: { title: 'A photo' } } }, 'A photo'],
  [[{ what: 'A lamp', weight: 2 }], { type: 'array', items: parcel }, 'What is in it: A lamp, Weight: 2 kg'],
  [{ by: 'bank', account: 'NO93' }, { oneOf: [bank, credit] }, 'By bank, Account: NO93'],
  ['14:30:00', { type: 'string', clock: 'time' }, '14:30'],
  ['2026-12-14', { type: 'string', format: 'date' }, 'Mon 14 Dec 2026'],
  [null, { type: 'string', enum: ['a'] }, null],
  [[], { type: 'array', items: parcel }, null],
])('%j of %j reads %j', (value, field, text) => {
  expect(readField(value, field)).toBe(text)
})
