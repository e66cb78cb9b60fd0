/** Overdue, today, the seven days after it, and what comes then: each task that has a due time is in one of them. */
import type { DueFilter } from './handover.ts'

export const dueFilters = ['overdue', 'today', 'week', 'later', 'none'] as const satisfies readonly DueFilter[]

export const isDueFilter = (value: unknown): value is DueFilter => (dueFilters as readonly unknown[]).includes(value)

/** From when, included, to when, excluded. What is due now is late already. */
export function dueTimes(
  due: Exclude<DueFilter, 'none'>,
  now: Date,
  zone: string,
): { readonly since?: string; readonly until?: string } {
  const next = new Date(now.getTime() + 1).toISOString()
  if (due === 'overdue') return { until: next }
  const tomorrow = startOfDay(now, zone, 1)
  if (due === 'today') return { since: next, until: tomorrow }
  const weekOver = startOfDay(now, zone, 8)
  return due === 'week' ? { since: tomorrow, until: weekOver } : { since: weekOver }
}

const hour = 3_600_000

/** When the day begins that many days after the one of `now`, as calendars in the zone have it. */
function startOfDay(now: Date, zone: string, days: number): string {
  const { year, month, day } = partsOf(now.getTime(), zone)
  const midnight = Date.UTC(year!, month! - 1, day! + days)
  // The zone's distance from UTC is that of the moment itself, which is near enough found from a guess of it.
  const guess = midnight - distanceOf(midnight, zone)
  const start = midnight - distanceOf(guess, zone)
  // Where the clock is put forward at midnight, the day begins an hour late.
  return new Date(partsOf(start, zone).day === new Date(midnight).getUTCDate() ? start : start + hour).toISOString()
}

/** How far the zone's clocks are ahead of UTC at that time, in milliseconds. */
function distanceOf(time: number, zone: string): number {
  const { year, month, day, hour: hours, minute, second } = partsOf(time, zone)
  return Date.UTC(year!, month! - 1, day, hours, minute, second) - Math.floor(time / 1000) * 1000
}

function partsOf(time: number, zone: string): Readonly<Record<string, number>> {
  const parts = formatOf(zone).formatToParts(time)
  return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]))
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const numeric = 'numeric'
  const fields = {
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  } as const
  const format = new Intl.DateTimeFormat('en-US', { ...fields, timeZone: zone, hourCycle: 'h23', calendar: 'gregory' })
  formats.set(zone, format)
  return format
}
