import type { z } from 'zod'
import { readingsOf } from './readings-of.ts'
import type { Fact } from './wire.ts'

/** What is stored of an object for reading: every key of its schema; null where nothing is, or is not decided yet. */
export function showFacts(
  schema: z.ZodObject,
  values: Readonly<Record<string, unknown>>,
  undecided: ReadonlySet<string> = new Set(),
): Fact[] {
  return [...readingsOf(schema)].map(([key, reading]) => ({
    key,
    ...reading,
    value: undecided.has(key) ? null : (values[key] ?? null),
  }))
}
