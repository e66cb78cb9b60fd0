import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clockOf, kept, shown } from './clock.ts'

const zoneBefore = process.env['TZ']
beforeAll(() => {
  process.env['TZ'] = 'Asia/Kolkata'
})
afterAll(() => {
  if (zoneBefore === undefined) delete process.env['TZ']
  else process.env['TZ'] = zoneBefore
})

test('a moment is kept in UTC and shown in the zone of who reads it', () => {
  expect(kept('2026-12-14T09:00', 'moment')).toBe('2026-12-14T03:30:00Z')
  expect(shown('2026-12-14T03:30:00.000Z', 'moment')).toBe('2026-12-14T09:00')
  expect(shown(kept('2026-01-01T00:15', 'moment'), 'moment')).toBe('2026-01-01T00:15')
})

test('days and times of the wall know no zone', () => {
  expect(kept('2026-12-14', 'day')).toBe('2026-12-14')
  expect(shown('2026-12-14T09:00:00', 'local')).toBe('2026-12-14T09:00')
  expect(kept('2026-12-14T09:00', 'local')).toBe('2026-12-14T09:00:00')
  expect(shown('14:30:00', 'time')).toBe('14:30')
})

describe('how exact it is kept', () => {
  test.each([
    [-1, '2026-12-14T03:30Z'],
    [0, '2026-12-14T03:30:00Z'],
    [3, '2026-12-14T03:30:00.000Z'],
  ])('with precision %i', (precision, moment) => {
    expect(kept('2026-12-14T09:00', 'moment', precision)).toBe(moment)
  })
})

test('what is empty or cannot be read is nothing', () => {
  expect(kept('', 'moment')).toBeUndefined()
  expect(shown('soon', 'moment')).toBe('')
  expect(shown(undefined, 'day')).toBe('')
})

test('the schema says which it is', () => {
  expect(clockOf({ format: 'date' })).toBe('day')
  expect(clockOf({ format: 'date-time' })).toBe('moment')
  expect(clockOf({ clock: 'local' })).toBe('local')
})
