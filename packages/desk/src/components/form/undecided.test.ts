import { expect, test } from 'vitest'
import { checkForm } from './check-form.ts'
import { undecided } from './undecided.ts'

const form = (approved: boolean) => ({
  schema: {
    type: 'object',
    properties: { approved: { type: 'boolean', default: false, title: 'Approved?' }, note: { type: 'string' } },
  },
  fields: ['approved', 'note'],
  values: { approved, note: 'kept' },
  component: null,
})

test('a no that is only the default is not an answer yet, and has to be given', () => {
  const open = undecided(form(false))
  expect(open.values).toEqual({ note: 'kept' })
  expect(checkForm(open.schema, open.values)).toEqual([{ path: ['approved'], message: 'Choose one.' }])
  expect(checkForm(open.schema, { approved: false })).toEqual([])
})

test('what somebody answered stays', () => {
  expect(undecided(form(true))).toEqual(form(true))
})
