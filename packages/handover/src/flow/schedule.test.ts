import { describe, expect, test } from 'vitest'
import { nextAfter, readSchedule } from './schedule.ts'

const next = (schedule: string, after: string, zone?: string) =>
  nextAfter(schedule, zone, new Date(after))?.toISOString() ?? null

describe('an interval counts from when it was due last', () => {
  test.each([
    ['every 15 min', '2030-01-01T09:15:00.000Z'],
    ['every day', '2030-01-02T09:00:00.000Z'],
    ['every P1M', '2030-02-01T09:00:00.000Z'],
    ['Every 1 h 30 min', '2030-01-01T10:30:00.000Z'],
  ])('%s', (schedule, expected) => {
    expect(next(schedule, '2030-01-01T09:00:00Z')).toBe(expected)
  })
})

describe('a repetition', () => {
  test('has its start as the first', () => {
    expect(next('R/2030-01-01T00:00:00Z/P1D', '2029-06-01T00:00:00Z')).toBe('2030-01-01T00:00:00.000Z')
  })

  test('comes after, and not at, the moment asked about', () => {
    expect(next('R/2030-01-01T00:00:00Z/P1D', '2030-01-01T00:00:00Z')).toBe('2030-01-02T00:00:00.000Z')
    expect(next('R/2030-01-01T00:00:00Z/P1D', '2030-01-01T23:59:59.999Z')).toBe('2030-01-02T00:00:00.000Z')
  })

  test('is found at once however long ago it began', () => {
    expect(next('R/2000-01-01T00:00:00Z/PT1S', '2030-01-01T00:00:00.500Z')).toBe('2030-01-01T00:00:01.000Z')
  })

  test('follows the calendar, from its start each time', () => {
    expect(next('R/2030-01-31T00:00:00Z/P1M', '2030-02-01T00:00:00Z')).toBe('2030-02-28T00:00:00.000Z')
    expect(next('R/2030-01-31T00:00:00Z/P1M', '2030-02-28T00:00:00Z')).toBe('2030-03-31T00:00:00.000Z')
    expect(next('R/2024-02-29T00:00:00Z/P1Y', '2027-06-01T00:00:00Z')).toBe('2028-02-29T00:00:00.000Z')
  })

  test('with a number comes that often', () => {
    expect(next('R2/2030-01-01T00:00:00Z/P1D', '2030-01-01T00:00:00Z')).toBe('2030-01-02T00:00:00.000Z')
    expect(next('R2/2030-01-01T00:00:00Z/P1D', '2030-01-02T00:00:00Z')).toBeNull()
    expect(next('R0/2030-01-01T00:00:00Z/P1D', '2029-01-01T00:00:00Z')).toBeNull()
  })

  test('may start at an offset', () => {
    expect(next('R/2030-01-01T00:00:00+02:00/P1D', '2029-01-01T00:00:00Z')).toBe('2029-12-31T22:00:00.000Z')
  })
})

describe('cron', () => {
  test('is read in UTC unless a zone is named', () => {
    expect(next('30 8 * * 1-5', '2030-01-05T00:00:00Z')).toBe('2030-01-07T08:30:00.000Z')
    expect(next('30 8 * * 1-5', '2030-01-05T00:00:00Z', 'Europe/Berlin')).toBe('2030-01-07T07:30:00.000Z')
  })

  test('keeps to the clock of the zone when its offset changes', () => {
    expect(next('0 8 * * *', '2030-03-30T12:00:00Z', 'Europe/Berlin')).toBe('2030-03-31T06:00:00.000Z')
  })

  test('that never comes is over', () => {
    expect(next('0 0 31 2 *', '2030-01-01T00:00:00Z')).toBeNull()
  })
})

test.each([
  '',
  'every',
  'every blue moon',
  'every 0 s',
  'daily',
  '* * * *',
  '* * * * * *',
  '61 * * * *',
  'R/tomorrow/P1D',
  'R/2030-01-01T00:00:00/P1D',
  'R/2030-01-01T00:00:00Z/1 day',
  'R/2030-01-01T00:00:00Z/PT0S',
  'R/2030-01-01T00:00:00Z',
  'R-1/2030-01-01T00:00:00Z/P1D',
  7,
])('%j is no schedule, and never comes', (text) => {
  expect(readSchedule(text)).toBeUndefined()
  expect(nextAfter(text as string, undefined, new Date(0))).toBeNull()
})
