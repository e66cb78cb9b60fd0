import { expect, test } from 'vitest'
import { laterBy, readDuration, readMoment } from './duration.ts'

const now = '2030-01-01T09:00:00.000Z'

test.each([
  ['3 days', 3 * 86_400_000],
  ['1 day', 86_400_000],
  ['45 min', 45 * 60_000],
  ['1 h 30 min', 90 * 60_000],
  ['1h30min', 90 * 60_000],
  ['2 weeks', 14 * 86_400_000],
  ['1.5 hours', 90 * 60_000],
  ['250 ms', 250],
  ['10 S', 10_000],
  ['2 months', 60 * 86_400_000],
  ['1 year', 360 * 86_400_000],
  ['P3D', 3 * 86_400_000],
  ['PT1H30M', 90 * 60_000],
  ['P1DT2H', 26 * 3_600_000],
  ['P2W', 14 * 86_400_000],
  ['P1M', 30 * 86_400_000],
  ['PT1M', 60_000],
  ['PT0.5S', 500],
])('%s is read as a duration', (text, milliseconds) => {
  expect(readDuration(text)).toBe(milliseconds)
})

test.each([
  '',
  ' ',
  'soon',
  '3',
  '3 moons',
  '3 days soon',
  '-3 days',
  '1 h, 30 min',
  '2030-01-01',
  'constructor',
  '1 constructor',
  '1.5 months',
  'P',
  'PT',
  'P1DT',
  'P1H',
  'PT1D',
  'P-1D',
  'P1.2.3D',
  'P1D soon',
])('%j is no duration', (text) => {
  expect(readDuration(text)).toBeUndefined()
})

test('a duration is counted from now', () => {
  expect(readMoment('2 days', now)).toBe('2030-01-03T09:00:00.000Z')
})

test.each([
  ['P1M', '2030-02-01T09:00:00.000Z'],
  ['1 month', '2030-02-01T09:00:00.000Z'],
  ['P1Y2M', '2031-03-01T09:00:00.000Z'],
  ['P1MT1H', '2030-02-01T10:00:00.000Z'],
])('%s follows the calendar', (text, moment) => {
  expect(readMoment(text, now)).toBe(moment)
})

test('a month after the last of a long month is the last of a short one', () => {
  expect(readMoment('1 month', '2030-01-31T12:00:00.000Z')).toBe('2030-02-28T12:00:00.000Z')
  expect(readMoment('P1Y', '2028-02-29T12:00:00.000Z')).toBe('2029-02-28T12:00:00.000Z')
})

test('several durations later is not one after the other', () => {
  const day = (text: string) => Date.parse(`${text}T00:00:00Z`)
  expect(laterBy('P1M', day('2030-01-31'), 2)).toBe(day('2030-03-31'))
  expect(laterBy('soon', 0)).toBeUndefined()
})

test('a Date and an ISO time mean themselves, in UTC with milliseconds', () => {
  expect(readMoment(new Date('2030-02-01T00:00:00Z'), now)).toBe('2030-02-01T00:00:00.000Z')
  expect(readMoment('2030-02-01T02:00:00+02:00', now)).toBe('2030-02-01T00:00:00.000Z')
  expect(readMoment('2030-02-01', now)).toBe('2030-02-01T00:00:00.000Z')
})

test.each(['tomorrow', '2030-13-45', '', '2030'])('%j is no moment', (text) => {
  expect(readMoment(text, now)).toBeUndefined()
})

test('an invalid Date is no moment', () => {
  expect(readMoment(new Date(Number.NaN), now)).toBeUndefined()
})

test.each(['0000-12-31', '-000001-01-01T00:00:00Z', new Date('+010000-01-01T00:00:00Z'), '9000 years'])(
  '%j, which the databases could not compare with others, is no moment',
  (value) => {
    expect(readMoment(value, now)).toBeUndefined()
  },
)

test('a duration that leads beyond the end of time is no moment', () => {
  expect(readMoment('99999999999 weeks', now)).toBeUndefined()
})

test.each([42, null, undefined, {}, () => '3 days'])('%o, which no rule should answer, is no moment', (value) => {
  expect(readMoment(value as never, now)).toBeUndefined()
})
