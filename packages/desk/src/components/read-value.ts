import { absolute, calendarDay } from './relative-time.ts'
import { words } from './words.ts'

const dateOnly = /^\d{4}-\d{2}-\d{2}$/
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/

/** How a value of the data reads to a person; null where there is none. */
export function readValue(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return value.toLocaleString(words.time.locale)
  if (typeof value === 'string') return readText(value)
  if (Array.isArray(value))
    return value.length === 0 ? null : value.map((each) => readValue(each) ?? words.none).join(', ')
  const entries = Object.entries(value).map(([key, each]) => `${key}: ${readValue(each) ?? words.none}`)
  return entries.length === 0 ? null : entries.join(', ')
}

function readText(text: string): string {
  if (dateOnly.test(text)) return calendarDay(text)
  return moment.test(text) ? absolute(text) : text
}
