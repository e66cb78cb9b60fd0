import { words } from './words.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const { units } = words.time
const two = (n: number): string => String(n).padStart(2, '0')

/** How long something took or takes, in its largest unit: "0.8 s", "31 m", "3 d". */
export function duration(milliseconds: number): string {
  const span = Math.max(0, milliseconds)
  if (span < 10_000) return `${Math.round(span / 100) / 10} ${units.second}`
  if (span < minute) return `${Math.floor(span / 1000)} ${units.second}`
  if (span < hour) return `${Math.floor(span / minute)} ${units.minute}`
  if (span < day) return `${Math.floor(span / hour)} ${units.hour}`
  return `${Math.floor(span / day)} ${units.day}`
}

/** A bare age for lists: "now", "31 m", "3 d", and a date from two weeks on. */
export function age(at: string, now: number): string {
  const span = now - Date.parse(at)
  if (span < minute) return words.time.now
  return span < 14 * day ? duration(span) : shortDay(new Date(at), now)
}

/** An age in prose: "just now", "31 m ago", "on 16 Oct". */
export function ago(at: string, now: number): string {
  const span = now - Date.parse(at)
  if (span < minute) return words.time.justNow
  return span < 14 * day ? words.time.ago(duration(span)) : words.time.on(shortDay(new Date(at), now))
}

/** The moment itself, in the reader's time zone: "Fri 20 Nov 2026, 13:56:41". */
export function absolute(at: string): string {
  const date = new Date(at)
  return `${longDay(date)}, ${clock(date)}:${two(date.getSeconds())}`
}

/** A moment that was chosen, to the minute: "Fri 20 Nov 2026, 13:56". */
export function moment(at: string): string {
  const date = new Date(at)
  return `${longDay(date)}, ${clock(date)}`
}

export interface Due {
  readonly tone: 'late' | 'today' | 'later'
  readonly text: string
}

/** When something must be done, as near as it matters: "2 h late", "17:00", "Mon 23 Nov". */
export function due(at: string, now: number): Due {
  const date = new Date(at)
  // Nobody counts the seconds that a task is late.
  if (date.getTime() <= now)
    return { tone: 'late', text: words.time.late(duration(Math.max(minute, now - date.getTime()))) }
  if (date.toDateString() === new Date(now).toDateString()) return { tone: 'today', text: clock(date) }
  return { tone: 'later', text: `${weekday(date)} ${shortDay(date, now)}` }
}

/** The same for where one task is looked at: with the day and the hour that were set. "2 h late, Thu 19 Nov, 12:00". */
export function exactDue(at: string, now: number): Due {
  const date = new Date(at)
  const { tone, text } = due(at, now)
  const exact = `${weekday(date)} ${shortDay(date, now)}, ${clock(date)}`
  return { tone, text: tone === 'late' ? `${text}, ${exact}` : exact }
}

/** A date without a time, as forms give it: "2026-12-14" reads "Mon 14 Dec 2026". */
export function calendarDay(text: string): string {
  const [year = 1970, month = 1, date = 1] = text.split('-').map(Number)
  return longDay(new Date(year, month - 1, date))
}

const clock = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}`

const longDay = (date: Date): string => `${weekday(date)} ${dayOf(date)} ${date.getFullYear()}`

function shortDay(date: Date, now: number): string {
  const text = dayOf(date)
  return date.getFullYear() === new Date(now).getFullYear() ? text : `${text} ${date.getFullYear()}`
}

/** A time of today as "14:31", and of another day with the day. */
export function timeOf(at: number, now: number): string {
  const date = new Date(at)
  const isToday = date.toDateString() === new Date(now).toDateString()
  return isToday ? clock(date) : `${clock(date)}, ${weekday(date)} ${shortDay(date, now)}`
}

/** How much earlier something happened: "a moment before", "a minute before", "3 h before". */
export function beforeThat(at: number, then: number): string {
  const span = then - at
  if (span < minute) return words.conflict.moment
  return span < 2 * minute ? words.conflict.minute : words.conflict.span(duration(span))
}

const weekday = (date: Date): string => words.time.weekdays[date.getDay()] ?? ''
const dayOf = (date: Date): string => words.time.date(date.getDate(), words.time.months[date.getMonth()] ?? '')
