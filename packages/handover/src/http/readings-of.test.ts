import { expect, test } from 'vitest'
import { z } from 'zod'
import { readingsOf } from './readings-of.ts'

const schema = z.object({
  firstDay: z.iso.date(),
  reason: z.string().meta({ title: 'Why' }),
  kind: z.enum(['holiday', 'illness']).optional(),
  cost: z.number().meta({ currency: 'EUR' }),
  isPaid: z.boolean().nullable(),
})

test('every key has a label', () => {
  expect([...readingsOf(schema)].map(([key, { label }]) => [key, label])).toEqual([
    ['firstDay', 'First day'],
    ['reason', 'Why'],
    ['kind', 'Kind'],
    ['cost', 'Cost'],
    ['isPaid', 'Is paid'],
  ])
})

test('the schema comes along where it says more than the value', () => {
  const fields = Object.fromEntries([...readingsOf(schema)].map(([key, { field }]) => [key, field]))
  expect(fields).toMatchObject({ kind: { enum: ['holiday', 'illness'] }, cost: { currency: 'EUR' } })
  expect([fields['firstDay'], fields['reason']]).toEqual([undefined, undefined])
  expect(JSON.stringify(fields['isPaid'])).toContain('"boolean"')
})
