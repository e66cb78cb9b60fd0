import { expect, test } from 'vitest'
import { pauseAfter } from './pause-after.ts'

const least = '00000000-0000-7000-8000-000000000000'
const most = '00000000-0000-7000-8000-0000ffffffff'

test('a pause doubles from a second to an hour', () => {
  expect([1, 2, 3, 12, 13, 40].map((failures) => pauseAfter(failures, least))).toEqual(
    [1, 2, 4, 2048, 3600, 3600].map((seconds) => seconds * 1000),
  )
})

test('a pause is by chance up to a fifth shorter, so that those who failed together come back one by one', () => {
  expect(pauseAfter(1, most)).toBe(800)
  expect(pauseAfter(1, '00000000-0000-7000-8000-00007fffffff')).toBe(900)
})

test('a pause follows what its node says', () => {
  const backoff = { first: '10 s', factor: 3, most: '1 min', jitter: 0.5 }
  expect([1, 2, 3].map((failures) => pauseAfter(failures, least, backoff))).toEqual([10_000, 30_000, 60_000])
  expect(pauseAfter(2, most, backoff)).toBe(15_000)
})
