import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

const nodes = ['start', 'approve', 'approved', 'askManager', 'end']

test.each([
  ['aprove', 'approve'],
  ['aproved', 'approved'],
  ['askmanager', 'askManager'],
  ['ends', 'end'],
  ['strat', 'start'],
  ['edn', 'end'],
  ['approve', 'approve'],
])('%s was probably meant as %s', (typed, meant) => {
  expect(nearest(typed, nodes)).toBe(meant)
})

test.each(['ship', 'x', '', 'completelyDifferent'])('%j is near nothing', (typed) => {
  expect(nearest(typed, nodes)).toBeUndefined()
})

test('the nearer of two names wins, and the first of equals', () => {
  expect(nearest('approvd', ['approve', 'approved'])).toBe('approve')
  expect(nearest('noteC', ['noteA', 'noteB'])).toBe('noteA')
})
