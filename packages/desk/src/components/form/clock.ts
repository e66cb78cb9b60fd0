import type { RJSFSchema } from '@rjsf/utils'

/** What a field of time holds: a day, a time of the day, a moment in UTC, or a time on the wall of wherever it is read. */
export type Clock = 'day' | 'time' | 'moment' | 'local'

export function clockOf(schema: RJSFSchema): Clock {
  if (schema['clock'] === 'time' || schema['clock'] === 'local') return schema['clock']
  return schema.format === 'date' ? 'day' : 'moment'
}

/** What stands in the browser's field: a moment in the time of who reads it. */
export function shown(value: unknown, clock: Clock): string {
  if (typeof value !== 'string' || value === '') return ''
  if (clock === 'time') return value.slice(0, 5)
  if (clock === 'day') return value
  if (clock === 'local' && !/(Z|[+-]\d\d:\d\d)$/.test(value)) return value.slice(0, 16)
  const date = new Date(value)
  if (Number.isNaN(date.getTime())) return ''
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** What is kept of what the browser's field holds: a moment in UTC, as exact as the schema wants it. */
export function kept(text: string, clock: Clock, precision = 0): string | undefined {
  if (text === '') return undefined
  if (clock === 'day') return text
  if (clock === 'time' || clock === 'local') return precise(text, precision)
  const moment = new Date(text)
  if (Number.isNaN(moment.getTime())) return undefined
  return `${precise(moment.toISOString().slice(0, 16), precision)}Z`
}

/** Precisions as zod counts them: -1 stops at the minutes, 3 wants milliseconds. */
function precise(text: string, precision: number): string {
  const minutes = /^(.*\d\d:\d\d)/.exec(text)?.[1] ?? text
  if (precision < 0) return minutes
  return precision > 0 ? `${minutes}:00.${'0'.repeat(precision)}` : `${minutes}:00`
}

/** The zone of who reads, as the browser names it. */
export const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' ')

const two = (n: number): string => String(n).padStart(2, '0')
