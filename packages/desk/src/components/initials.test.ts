import { expect, test } from 'vitest'
import { initials } from './initials.ts'

test.each([
  ['Anna Weber', 'AW'],
  ['Anna Maria von Weber', 'AW'],
  ['ben', 'B'],
])('the initials of %s are %s', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
