import { expect, test } from 'vitest'
import { chainOf, isInside, occupied } from './scopes.ts'

const scopes = [
  { id: 'outer', split: 'fork', parent: null },
  { id: 'left', split: 'inner', parent: 'outer' },
  { id: 'right', split: 'inner', parent: 'outer' },
  { id: 'deep', split: 'last', parent: 'left' },
].map((scope) => ({ ...scope, item: null }))

test('a token stands in its scope and in those around it, from the innermost out', () => {
  expect(chainOf(scopes, 'deep').map(({ id }) => id)).toEqual(['deep', 'left', 'outer'])
  expect(chainOf(scopes, null)).toEqual([])
})

test.each([
  ['deep', 'outer', true],
  ['deep', 'left', true],
  ['deep', 'deep', true],
  ['deep', 'right', false],
  ['outer', 'left', false],
  ['right', 'left', false],
  ['deep', null, true],
  [null, 'outer', false],
  [null, null, true],
  ['gone', 'outer', false],
  ['gone', 'gone', false],
] as const)('what stands in %s stands inside %s: %s', (scope, outer, isIn) => {
  expect(isInside(scopes, scope, outer)).toBe(isIn)
})

test('scopes are kept while a token stands in them or in one inside', () => {
  expect(occupied(scopes, [{ scope: 'right' }, { scope: null }]).map(({ id }) => id)).toEqual(['outer', 'right'])
  expect(occupied(scopes, [{ scope: null }])).toEqual([])
  expect(occupied(scopes, [{ scope: 'deep' }, { scope: 'right' }])).toBe(scopes)
})
