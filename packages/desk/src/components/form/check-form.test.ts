import type { RJSFSchema } from '@rjsf/utils'
import { expect, test } from 'vitest'
import { checkForm, fieldId, fieldLabel } from './check-form.ts'

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

test('a field is called by its title, else by its key', () => {
  expect(fieldLabel(schema, ['message'])).toBe('Message')
  expect(fieldLabel(schema, ['items', 1, 'sku'])).toBe('SKU')
  expect(fieldLabel(schema, ['amount'])).toBe('amount')
})
