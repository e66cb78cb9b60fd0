import type { Issue } from '../errors.ts'

/**
 * Text that a database cannot keep: the character U+0000, which PostgreSQL refuses, and halves of surrogate pairs,
 * which are no Unicode. `JSON.stringify` writes both as escapes; an even number of backslashes before means text.
 */
const broken = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/

/** The keys whose text cannot be stored, wherever inside it stands. */
export function findBrokenText(data: Readonly<Record<string, unknown>>): readonly Issue[] {
  return Object.entries(data)
    .filter(([, value]) => isBroken(value))
    .map(([key]) => ({
      path: [key],
      message: 'contains a character that cannot be stored (U+0000, or half a surrogate pair)',
      rule: { code: 'unstorable' },
    }))
}

export const isBroken = (value: unknown): boolean => broken.test(JSON.stringify(value) ?? '')

/** The keys whose values JSON would change: a Date under `z.any()` would come back as a text. */
export function findNoJson(data: Readonly<Record<string, unknown>>): readonly Issue[] {
  return Object.entries(data)
    .filter(([, value]) => !isJson(value))
    .map(([key, value]) => ({ path: [key], message: 'is not JSON, and would come back as something else', value }))
}

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(isJson)
  if (typeof value !== 'object') return false
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false
  return Object.values(value).every((inner) => inner === undefined || isJson(inner))
}
