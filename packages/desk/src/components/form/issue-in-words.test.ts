import { expect, test } from 'vitest'
import { issueInWords } from './issue-in-words.ts'

const issue = (rule: Parameters<typeof issueInWords>[0]['rule'], value?: unknown) =>
  issueInWords({ path: ['field'], message: 'Invalid input', value, ...(rule && { rule }) })

test.each([
  [{ code: 'missing' }, null, 'Fill this in.'],
  [{ code: 'invalid_type', expected: 'string' }, undefined, 'Fill this in.'],
  [{ code: 'invalid_type', expected: 'number' }, 'x', 'Enter a number. You entered x.'],
  [{ code: 'invalid_type', expected: 'int' }, 1.5, 'Enter a whole number. You entered 1.5.'],
  [{ code: 'invalid_value' }, 'x', 'Choose one.'],
  [{ code: 'invalid_format', format: 'email' }, 'x', 'Enter an address of mail, such as anna@example.org.'],
  [{ code: 'invalid_format', format: 'cuid' }, 'x', 'This does not have the form that is asked for.'],
  [{ code: 'too_small', origin: 'string', minimum: 1 }, '', 'Fill this in.'],
  [{ code: 'too_small', origin: 'string', minimum: 3 }, 'ab', 'At least 3 characters. These are 2.'],
  [{ code: 'too_small', origin: 'number', minimum: 0, inclusive: true }, -1, 'Enter 0 or more. You entered -1.'],
  [{ code: 'too_small', origin: 'number', minimum: 0, inclusive: false }, 0, 'Enter more than 0. You entered 0.'],
  [{ code: 'too_small', origin: 'array', minimum: 2 }, ['a'], 'At least 2. These are 1.'],
  [{ code: 'too_small', origin: 'date', minimum: Date.UTC(2026, 10, 23) }, 'x', 'Enter Mon 23 Nov 2026 or later.'],
  [{ code: 'too_big', origin: 'string', maximum: 2 }, 'abc', 'At most 2 characters. These are 3.'],
  [{ code: 'too_big', origin: 'number', maximum: 9, inclusive: true }, 10, 'Enter 9 or less. You entered 10.'],
  [{ code: 'not_multiple_of', divisor: 5 }, 7, 'Enter a multiple of 5. You entered 7.'],
  [{ code: 'custom' }, 'x', 'This does not fit.'],
])('the rule %j broken by %j is told as %j', (rule, value, text) => {
  expect(issue(rule, value)).toBe(text)
})

test("an application's own words stay, and so does a rule that the desk does not know", () => {
  expect(issue(undefined, 'x')).toBe('Invalid input')
  expect(issue({ code: 'invalid_key' }, 'x')).toBe('Invalid input')
})
