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

test('days, people, ends and places are read; names of nodes only together with their flow', () => {
  const given = { since: '2026-11-01', until: 'soon', person: 'anna', outcome: 'sent', node: 'approve' }
  expect(readFilters(given)).toEqual({ since: '2026-11-01', person: 'anna' })
  expect(readFilters({ ...given, flow: 'hello-world' })).toMatchObject({ outcome: 'sent', node: 'approve' })
  expect(readFilters({ since: '2026-13-41' })).toEqual({})
})

test('what needs attention is asked for instead of a status', () => {
  expect(readFilters({ attention: true })).toEqual({ attention: true })
  expect(readFilters({ attention: true, status: 'done' })).toEqual({ status: 'done' })
})

test('turned pages are read as cursors, and nothing else', () => {
  expect(readFilters({ older: 'WzIwXQ.WzEwXQ' })).toEqual({ older: 'WzIwXQ.WzEwXQ' })
  expect(readFilters({ older: 'a b' })).toEqual({})
})
