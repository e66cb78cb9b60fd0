import { expect, test } from 'vitest'
import { readValue } from './read-value.ts'

test.each([
  [null, null],
  ['', null],
  [[], null],
  [true, 'Yes'],
  [false, 'No'],
  [1248, '1,248'],
  ['2026-12-14', 'Mon 14 Dec 2026'],
  ['Dock 1', 'Dock 1'],
  [['a', 'b'], 'a, b'],
  [{ city: 'Oslo', floor: null }, 'city: Oslo, floor: none'],
])('%j reads %j', (value, text) => {
  expect(readValue(value)).toBe(text)
})
