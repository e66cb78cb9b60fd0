import { describe, expect, test } from 'vitest'
import { absolute, age, ago, calendarDay, due, duration, exactDue } from './relative-time.ts'

/** Without a zone, and so in the zone of whoever runs the test. */
const at = (local: string): string => new Date(local).toISOString()
const now = Date.parse(at('2026-11-20T14:32:00'))

describe('an age', () => {
  test.each([
    [at('2026-11-20T14:31:30'), 'now', 'just now'],
    [at('2026-11-20T14:01:00'), '31 m', '31 m ago'],
    [at('2026-11-20T09:30:00'), '5 h', '5 h ago'],
    [at('2026-11-17T14:00:00'), '3 d', '3 d ago'],
    [at('2026-10-16T12:00:00'), '16 Oct', 'on 16 Oct'],
    [at('2025-10-16T12:00:00'), '16 Oct 2025', 'on 16 Oct 2025'],
  ])('of %s is bare in lists and a phrase in prose', (moment, bare, prose) => {
    expect(age(moment, now)).toBe(bare)
    expect(ago(moment, now)).toBe(prose)
  })

  test('is never negative when the clocks of server and browser differ', () => {
    expect(age(at('2026-11-20T14:33:00'), now)).toBe('now')
  })
})

describe('a due date', () => {
  test.each([
    [at('2026-11-20T12:30:00'), 'late', '2 h late'],
    [new Date(now - 3200).toISOString(), 'late', '1 m late'],
    [at('2026-11-20T17:00:00'), 'today', '17:00'],
    [at('2026-11-23T12:00:00'), 'later', 'Mon 23 Nov'],
  ])('at %s is %s', (moment, tone, text) => {
    expect(due(moment, now)).toEqual({ tone, text })
  })

  test.each([
    [at('2026-11-19T12:00:00'), 'late', '1 d late, Thu 19 Nov, 12:00'],
    [at('2026-11-20T17:00:00'), 'today', 'Fri 20 Nov, 17:00'],
    [at('2027-01-04T09:05:00'), 'later', 'Mon 4 Jan 2027, 09:05'],
  ])('at %s is told with day and hour where one task is looked at', (moment, tone, text) => {
    expect(exactDue(moment, now)).toEqual({ tone, text })
  })
})

test('a duration names its largest unit', () => {
  expect([800, 12_000, 120_000, 7_200_000, 172_800_000].map(duration)).toEqual(['0.8 s', '12 s', '2 m', '2 h', '2 d'])
})

test('the absolute time names the weekday and the second', () => {
  expect(absolute(at('2026-11-20T13:56:41'))).toBe('Fri 20 Nov 2026, 13:56:41')
})

test('a date without a time stays the day it says, whatever the time zone', () => {
  expect(calendarDay('2026-12-14')).toBe('Mon 14 Dec 2026')
})
