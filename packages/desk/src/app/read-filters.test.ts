import { expect, test } from 'vitest'
import { readFilters } from './read-filters.ts'

test('filters of an address are read, and what is not understood is left out', () => {
  expect(readFilters({ status: 'failed', flow: 'hello-world', search: 903, page: 2 })).toEqual({
    status: 'failed',
    flow: 'hello-world',
    search: '903',
  })
  expect(readFilters({ status: 'lost', search: '' })).toEqual({})
})
