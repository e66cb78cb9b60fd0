import { expect, test } from 'vitest'
import { z } from 'zod'
import { clearFields } from './clear-fields.ts'

const clear = (field: z.ZodType) => clearFields(z.object({ field }), { field: null }).field

test.each<[string, z.ZodType]>([
  ['a text that may be left out', z.string().optional()],
  ['one with a default', z.string().default('none')],
  ['a choice', z.enum(['a', 'b']).optional()],
  ['one of several groups', z.union([z.object({ by: z.literal('bank') }), z.string()]).optional()],
  ['what is coerced, which would make a text of it', z.coerce.string().optional()],
  ['what is encoded', z.codec(z.iso.datetime(), z.date(), { decode: (a) => new Date(a), encode: String }).optional()],
])('null clears %s', (_, field) => {
  expect(clear(field)).toBeUndefined()
})

test.each<[string, z.ZodType]>([
  ['which takes it', z.string().nullable().optional()],
  ['of which null is a way', z.union([z.string(), z.null()]).optional()],
  ['which takes anything', z.unknown().optional()],
  ['which has to be there, so that it is refused by its name', z.string()],
])('null stays null for a field %s', (_, field) => {
  expect(clear(field)).toBeNull()
})

test('what else was sent stays as it is', () => {
  const sent = { field: '', more: 0 }
  expect(clearFields(z.object({ field: z.string().optional() }), sent)).toBe(sent)
})
