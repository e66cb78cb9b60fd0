import { expect, test } from 'vitest'
import { dueTimes } from './due-times.ts'

const noon = new Date('2026-03-27T12:00:00.000Z')

test('what is due now is overdue, and each due time stands in one of the four', () => {
  const overdue = dueTimes('overdue', noon, 'UTC')
  const today = dueTimes('today', noon, 'UTC')
  const week = dueTimes('week', noon, 'UTC')
  const later = dueTimes('later', noon, 'UTC')
  expect(overdue).toEqual({ until: '2026-03-27T12:00:00.001Z' })
  expect(today).toEqual({ since: overdue.until, until: '2026-03-28T00:00:00.000Z' })
  expect(week).toEqual({ since: today.until, until: '2026-04-04T00:00:00.000Z' })
  expect(later).toEqual({ since: week.until })
})

test('days are those of the zone, also when its clocks change meanwhile', () => {
  // Berlin goes to summer time on 29 March 2026, from UTC+1 to UTC+2.
  expect(dueTimes('week', noon, 'Europe/Berlin')).toEqual({
    since: '2026-03-27T23:00:00.000Z',
    until: '2026-04-03T22:00:00.000Z',
  })
  expect(dueTimes('today', noon, 'Asia/Tokyo').until).toBe('2026-03-27T15:00:00.000Z')
  expect(dueTimes('today', noon, 'America/Los_Angeles').until).toBe('2026-03-28T07:00:00.000Z')
})

test('a day without a midnight begins when its clock does', () => {
  // Beirut puts its clocks forward at midnight of 29 March 2026: that day begins at one.
  const before = new Date('2026-03-28T12:00:00.000Z')
  expect(dueTimes('today', before, 'Asia/Beirut').until).toBe('2026-03-28T22:00:00.000Z')
})
