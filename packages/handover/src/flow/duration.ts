/**
 * Durations as people write them, `3 days` or `1 h 30 min`, and as ISO 8601 does, `P1DT2H`. Months and years are of the
 * calendar: a month after the 31st of January is the end of February.
 */
interface Duration {
  readonly months: number
  readonly milliseconds: number
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const units: Readonly<Record<string, number>> = {
  ms: 1,
  ...named(second, 's', 'sec', 'second', 'seconds'),
  ...named(minute, 'min', 'minute', 'minutes'),
  ...named(hour, 'h', 'hour', 'hours'),
  ...named(day, 'd', 'day', 'days'),
  ...named(7 * day, 'w', 'week', 'weeks'),
}
const monthUnits: Readonly<Record<string, number>> = { ...named(1, 'month', 'months'), ...named(12, 'year', 'years') }

function named(size: number, ...names: string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, size]))
}

/**
 * Milliseconds of a duration such as `3 days`, `1 h 30 min` or `PT45M`; undefined when it cannot be read. A month counts
 * 30 days and a year 360 here: {@link readMoment} and {@link laterBy} know better.
 */
export function readDuration(text: string): number | undefined {
  const read = parse(text)
  return read && read.milliseconds + read.months * 30 * day
}

/**
 * The ISO time that is meant: a moment, an ISO time, or a duration after `now`; undefined when it cannot be read. Takes
 * anything, because it comes from an application's rule.
 */
export function readMoment(value: unknown, now: string): string | undefined {
  if (value instanceof Date) return isoOf(value.getTime())
  if (typeof value !== 'string') return undefined
  const later = laterBy(value, Date.parse(now))
  if (later !== undefined) return isoOf(later)
  return /^\d{4}-\d\d-\d\d/.test(value) ? isoOf(Date.parse(value)) : undefined
}

/** Whether the databases can keep and compare it: years of four digits, from 1 on. */
export function isStorable(moment: Date): boolean {
  const year = moment.getUTCFullYear()
  return year >= 1 && year <= 9999
}

/** The time that lies `times` durations after another, in milliseconds since 1970; undefined when it cannot be read. */
export function laterBy(text: string, from: number, times: number = 1): number | undefined {
  const read = parse(text)
  return read && addMonths(from, read.months * times) + read.milliseconds * times
}

function parse(text: string): Duration | undefined {
  return text.trim().startsWith('P') ? parseIso(text.trim()) : parseWords(text)
}

function parseWords(text: string): Duration | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi)]
  if (parts.length === 0 || text.replaceAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi, '').trim() !== '') return undefined
  let [months, milliseconds] = [0, 0]
  for (const [, amount, name] of parts) {
    const unit = name!.toLowerCase()
    if (Object.hasOwn(units, unit)) milliseconds += Number(amount) * units[unit]!
    else if (Object.hasOwn(monthUnits, unit)) months += Number(amount) * monthUnits[unit]!
    else return undefined
  }
  return Number.isInteger(months) ? { months, milliseconds } : undefined
}

const iso = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?=.)(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/

function parseIso(text: string): Duration | undefined {
  const [, ...parts] = iso.exec(text) ?? []
  if (parts.every((part) => part === undefined)) return undefined
  const [years, months, weeks, days, hours, minutes, seconds] = parts.map((part) => Number(part ?? 0))
  const milliseconds =
    weeks! * 7 * day + days! * day + hours! * hour + minutes! * minute + Math.round(seconds! * second)
  return Number.isNaN(milliseconds) ? undefined : { months: years! * 12 + months!, milliseconds }
}

function addMonths(from: number, months: number): number {
  if (months === 0) return from
  const moment = new Date(from)
  const date = moment.getUTCDate()
  moment.setUTCDate(1)
  moment.setUTCMonth(moment.getUTCMonth() + months)
  const lastDate = new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1, 0)).getUTCDate()
  moment.setUTCDate(Math.min(date, lastDate))
  return moment.getTime()
}

const isoOf = (time: number): string | undefined => {
  const moment = new Date(time)
  return isStorable(moment) ? moment.toISOString() : undefined
}
