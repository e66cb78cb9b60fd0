import type { RJSFSchema } from '@rjsf/utils'
import { expect, test } from 'vitest'
import { checkForm } from './check-form.ts'
import { fieldId, fieldLabel } from './field-names.ts'

const schema: RJSFSchema = {
  type: 'object',
  properties: {
    message: { type: 'string', maxLength: 5, title: 'Message' },
    approved: { type: 'boolean' },
    amount: { type: 'number', minimum: 0 },
    copies: { type: 'integer' },
    items: {
      type: 'array',
      items: { type: 'object', properties: { sku: { type: 'string', title: 'SKU' } }, required: ['sku'] },
    },
  },
  required: ['message', 'approved'],
}
const told = (values: object): Record<string, string> =>
  Object.fromEntries(checkForm(schema, values).map((issue) => [fieldId(issue.path), issue.message]))

test('a missing field asks to be filled in, a missing choice to be made', () => {
  expect(told({})).toEqual({ root_message: 'Fill this in.', root_approved: 'Choose one.' })
})

test('no is an answer', () => {
  expect(told({ message: 'Hello', approved: false })).toEqual({})
})

test('what is too long or too small says by how much, with what was entered', () => {
  expect(told({ message: 'Good morning', approved: true, amount: -120, copies: 1.5 })).toEqual({
    root_message: 'At most 5 characters. These are 12.',
    root_amount: 'Enter 0 or more. You entered -120.',
    root_copies: 'Enter a whole number. You entered 1.5.',
  })
})

test('text in a field for numbers is named', () => {
  expect(told({ message: 'Hello', approved: true, amount: 'many' })).toEqual({
    root_amount: 'Enter a number. You entered many.',
  })
})

test('items of a list are checked at their place', () => {
  expect(told({ message: 'Hello', approved: true, items: [{ sku: 'A1' }, {}] })).toEqual({
    root_items_1_sku: 'Fill this in.',
  })
})

test('a field is called by its title, else by its key, and in a list by its number', () => {
  expect(fieldLabel(schema, ['message'])).toBe('Message')
  expect(fieldLabel(schema, ['items', 1, 'sku'])).toBe('items 2: SKU')
  expect(fieldLabel(schema, ['amount'])).toBe('amount')
})

test('an amount of money is called one, and hundredths are told exactly', () => {
  const money: RJSFSchema = { type: 'number', minimum: 0, multipleOf: 0.01, currency: 'EUR' }
  const said = (value: number) => checkForm(money, value).map((issue) => issue.message)
  expect(said(-120)).toEqual(['Enter an amount of 0 or more. You entered -120.'])
  expect(said(0.29)).toEqual([])
  expect(said(1.005)).toEqual(['Enter an amount with at most 2 decimals. You entered 1.005.'])
  expect(checkForm({ type: 'number', exclusiveMinimum: 0 }, 0)).toEqual([
    { path: [], message: 'Enter more than 0. You entered 0.' },
  ])
})

test('a list says how many it needs, and where inside something is wrong', () => {
  const parcels: RJSFSchema = {
    type: 'array',
    title: 'Parcels',
    minItems: 1,
    items: { type: 'object', properties: { weight: { type: 'number', minimum: 1 } }, required: ['weight'] },
  }
  expect(checkForm(parcels, undefined)).toEqual([{ path: [], message: 'Add at least one to Parcels.' }])
  expect(checkForm(parcels, [{ weight: 2 }, {}, { weight: 0 }])).toEqual([
    { path: [1, 'weight'], message: 'Fill this in.' },
    { path: [2, 'weight'], message: 'Enter 1 or more. You entered 0.' },
  ])
})

test('a group that may be left out is not asked for while it is empty', () => {
  const schema: RJSFSchema = {
    type: 'object',
    properties: { address: { type: 'object', properties: { street: { type: 'string' } }, required: ['street'] } },
  }
  expect(checkForm(schema, { address: {} })).toEqual([])
  expect(checkForm({ ...schema, required: ['address'] }, { address: {} })).toEqual([
    { path: ['address', 'street'], message: 'Fill this in.' },
  ])
})

test('of several groups of fields the chosen one is checked', () => {
  const way = (by: string, field: string): RJSFSchema => ({
    type: 'object',
    properties: { by: { const: by }, [field]: { type: 'string' } },
    required: ['by', field],
  })
  const schema: RJSFSchema = { oneOf: [way('card', 'number'), way('bill', 'address')] }
  expect(checkForm(schema, { by: 'bill' })).toEqual([{ path: ['address'], message: 'Fill this in.' }])
  expect(checkForm(schema, {})).toEqual([{ path: [], message: 'Choose one.' }])
})
