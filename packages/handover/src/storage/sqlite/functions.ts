/** What PostgreSQL brings and SQLite lacks: capital letters beyond ASCII, and equality of JSON. */
import { isDeepStrictEqual } from 'node:util'

/** A text in which capital and small letters are the same. */
export const fold = (text: unknown): string => (typeof text === 'string' ? text.toLowerCase() : '')

/** 1 when two JSON texts stand for the same value, in whatever order their keys are. */
export function jsonEqual(one: unknown, other: unknown): number {
  if (typeof one !== 'string' || typeof other !== 'string') return 0
  return isDeepStrictEqual(JSON.parse(one), JSON.parse(other)) ? 1 : 0
}
