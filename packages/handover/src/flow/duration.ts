const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  seconds: 1000,
  min: 60_000,
  minute: 60_000,
  minutes: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  days: 86_400_000,
  w: 604_800_000,
  week: 604_800_000,
  weeks: 604_800_000,
}

/** Milliseconds of a duration such as `3 days`, `45 min` or `1 h 30 min`; undefined when it cannot be read. */
export function readDuration(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi)]
  if (parts.length === 0 || text.replaceAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi, '').trim() !== '') return undefined
  let total = 0
  for (const [, amount, unit] of parts) {
    const size = Object.hasOwn(units, unit!.toLowerCase()) ? units[unit!.toLowerCase()] : undefined
    if (size === undefined) return undefined
    total += Number(amount) * size
  }
  return total
}

/**
 * The ISO time that is meant: a moment, an ISO time, or a duration after `now`; undefined when it cannot be read. Takes
 * anything, because it comes from an application's rule.
 */
export function readMoment(value: unknown, now: string): string | undefined {
  if (value instanceof Date) return isoOf(value.getTime())
  if (typeof value !== 'string') return undefined
  const duration = readDuration(value)
  if (duration !== undefined) return isoOf(Date.parse(now) + duration)
  return /^\d{4}-\d\d-\d\d/.test(value) ? isoOf(Date.parse(value)) : undefined
}

const isoOf = (time: number): string | undefined => {
  const moment = new Date(time)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}
