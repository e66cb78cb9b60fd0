import { expect, test } from 'vitest'
import { z } from 'zod'
import { issuesOf } from './data.ts'

const rulesOf = (schema: z.ZodType, input: unknown) =>
  issuesOf(schema.safeParse(input).error!, input).map(({ rule }) => rule)

test.each<[z.ZodType, unknown, object]>([
  [z.string(), undefined, { code: 'invalid_type', expected: 'string' }],
  [z.int(), 1.5, { code: 'invalid_type', expected: 'int', format: 'safeint' }],
  [z.string().min(3), 'ab', { code: 'too_small', origin: 'string', minimum: 3, inclusive: true }],
  [z.number().positive(), 0, { code: 'too_small', origin: 'number', minimum: 0, inclusive: false }],
  [z.bigint().max(5n), 9n, { code: 'too_big', origin: 'bigint', maximum: 5, inclusive: true }],
  [
    z.array(z.string()).length(2),
    ['a'],
    { code: 'too_small', origin: 'array', minimum: 2, inclusive: true, exact: true },
  ],
  [z.date().min(new Date(0)), new Date(-1), { code: 'too_small', origin: 'date', minimum: 0, inclusive: true }],
  [z.email(), 'x', { code: 'invalid_format', origin: 'string', format: 'email' }],
  [z.number().multipleOf(5), 7, { code: 'not_multiple_of', origin: 'number', divisor: 5 }],
  [z.enum(['a']), 'x', { code: 'invalid_value' }],
  [z.string().refine(() => false), 'x', { code: 'custom' }],
])('%#: the rule that an input breaks is named', (schema, input, rule) => {
  expect(rulesOf(schema, input)).toEqual([rule])
})

test("the application's own words are told as they are: no rule is named beside them", () => {
  expect(rulesOf(z.string().min(3, 'Say more.'), 'x')).toEqual([undefined])
  expect(rulesOf(z.string({ error: 'A name, please.' }), 1)).toEqual([undefined])
  expect(
    rulesOf(
      z.string().refine(() => false, 'Not on a Sunday.'),
      'x',
    ),
  ).toEqual([undefined])
})

test('an application that has chosen a language of zod keeps it', () => {
  const before = z.config()
  z.config(z.locales.de())
  try {
    expect(rulesOf(z.string(), 1)).toEqual([undefined])
  } finally {
    z.config({ localeError: before.localeError })
  }
})
