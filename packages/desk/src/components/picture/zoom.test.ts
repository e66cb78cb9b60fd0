import { expect, test } from 'vitest'
import { nextZoom, zoomWithin } from './zoom.ts'

test('a picture grows and shrinks by steps, from wherever it is', () => {
  expect([nextZoom(1, 1), nextZoom(1, -1), nextZoom(0.82, 1), nextZoom(0.82, -1)]).toEqual([1.4, 0.7, 1, 0.7])
  expect(nextZoom(0.99, 1)).toBe(1.4)
})

test('the smallest grows no smaller, the largest no larger', () => {
  expect([nextZoom(0.25, -1), nextZoom(2, 1)]).toEqual([0.25, 2])
  expect([zoomWithin(0.01), zoomWithin(9), zoomWithin(0.6)]).toEqual([0.25, 2, 0.6])
})
