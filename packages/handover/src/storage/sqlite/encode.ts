import type { SQLInputValue } from 'node:sqlite'

/** What SQLite is given for a value. It would bind a Date as NULL without a word, and refuse `undefined`. */
export function encode(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'object' && !ArrayBuffer.isView(value)) return JSON.stringify(value)
  return value as SQLInputValue
}
