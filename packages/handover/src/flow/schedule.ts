/** When something happens again and again: `every 15 min`, an ISO-8601 repetition, or cron with a time zone. */
import { Cron } from 'croner'
import { laterBy, readDuration } from './duration.ts'

/** The first time after another, in milliseconds since 1970; undefined when there is none any more. */
export type Schedule = (after: number) => number | undefined

/**
 * The next moment of a schedule after another; null when there is none any more. `every …` counts from that other
 * moment: hand in when it was due last. Throws nothing: a schedule that cannot be read never comes.
 */
export function nextAfter(schedule: string, zone: string | undefined, after: Date): Date | null {
  const next = readSchedule(schedule, zone)?.(after.getTime())
  return next === undefined ? null : new Date(next)
}

/** What a text says about when; undefined when it cannot be read. */
export function readSchedule(text: unknown, zone?: string): Schedule | undefined {
  if (typeof text !== 'string') return undefined
  const trimmed = text.trim()
  if (/^every\s/i.test(trimmed)) return readInterval(trimmed.slice('every'.length).trim())
  return /^R\d*\//.test(trimmed) ? readRepetition(trimmed) : readCron(trimmed, zone)
}

/** Whether it is a time zone that this machine knows, such as `Europe/Berlin`. */
export function isZone(zone: unknown): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone as string })
    return typeof zone === 'string'
  } catch {
    return false
  }
}

function readInterval(every: string): Schedule | undefined {
  // `every day` is `every 1 day`.
  const duration = /^[a-z]/.test(every) ? `1 ${every}` : every
  return isLong(duration) ? (after) => laterBy(duration, after) : undefined
}

/** `R/start/duration` for ever, `R5/start/duration` five times; the start is the first of them. */
function readRepetition(text: string): Schedule | undefined {
  const [, times, from, duration] = /^R(\d*)\/([^/]+)\/([^/]+)$/.exec(text) ?? []
  const start = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(from ?? '') ? Date.parse(from!) : Number.NaN
  if (Number.isNaN(start) || duration?.startsWith('P') !== true || !isLong(duration)) return undefined
  const limit = times === '' ? Infinity : Number(times)
  const occurrence = (count: number) => laterBy(duration, start, count)!
  return (after) => {
    if (start > after) return limit > 0 ? start : undefined
    // The greatest that is not later than `after`, by halves; no month is shorter than 28 of the 30 days.
    let [low, high] = [0, Math.ceil((after - start) / (readDuration(duration)! * (28 / 30))) + 1]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (occurrence(middle) <= after) low = middle
      else high = middle
    }
    return high < limit ? occurrence(high) : undefined
  }
}

function readCron(pattern: string, zone: string = 'UTC'): Schedule | undefined {
  if (pattern.split(/\s+/).length !== 5) return undefined
  try {
    const cron = new Cron(pattern, { timezone: zone, mode: '5-part', paused: true })
    return (after) => cron.nextRun(new Date(after))?.getTime()
  } catch {
    return undefined
  }
}

const isLong = (duration: string) => (readDuration(duration) ?? 0) > 0
