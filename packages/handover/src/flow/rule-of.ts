import { z } from 'zod'
import type { Rule } from '../errors.ts'

/**
 * Which rule of zod an issue broke, so that others may tell it in another language. Undefined where the message is not
 * zod's own English: then the application has chosen its words, and nobody should put others in their place.
 */
export function ruleOf(issue: z.core.$ZodIssue, input: unknown): Rule | undefined {
  const said = english({ ...issue, input } as z.core.$ZodRawIssue)
  const own = typeof said === 'string' ? said : said?.message
  if (issue.message !== own) return undefined
  const told = Object.entries(issue).filter(([key]) => named.has(key))
  return Object.fromEntries(
    told.map(([key, value]) => [key, typeof value === 'bigint' ? Number(value) : (value as unknown)]),
  ) as unknown as Rule
}

const english = z.locales.en().localeError
const names: readonly (keyof Rule)[] = [
  'code',
  'expected',
  'origin',
  'format',
  'minimum',
  'maximum',
  'inclusive',
  'exact',
  'divisor',
]
const named: ReadonlySet<string> = new Set<keyof Rule>(names)
