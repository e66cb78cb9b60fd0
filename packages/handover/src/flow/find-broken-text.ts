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
    }))
}

export const isBroken = (value: unknown): boolean => broken.test(JSON.stringify(value) ?? '')
