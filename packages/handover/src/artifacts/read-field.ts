import { z } from 'zod'

/**
 * A stored value as its schema means it: databases keep booleans as numbers, moments as text, and JSON as either. What
 * does not fit in any way is handed on as it is stored: a record that is not quite right is still worth showing.
 */
export async function readField(schema: z.ZodType, stored: unknown): Promise<unknown> {
  for (const meant of readings(stored)) {
    const { success } = await z.safeEncodeAsync(schema, meant as never)
    if (success) return meant
  }
  return stored
}

/** What may be meant, the likeliest first. */
function* readings(stored: unknown): Generator<unknown> {
  yield stored
  if (stored === null) yield undefined
  if (stored === 0 || stored === 1) yield stored === 1
  if (stored instanceof Date) {
    yield stored.toISOString()
    yield dayOf(stored)
  }
  if (typeof stored === 'number' || typeof stored === 'string') {
    const moment = new Date(stored)
    if (!Number.isNaN(moment.getTime())) yield moment
  }
  if (typeof stored !== 'string') return
  if (/^-?\d+(\.\d+)?$/.test(stored)) yield Number(stored)
  if (/^-?\d+$/.test(stored)) yield BigInt(stored)
  try {
    yield JSON.parse(stored)
  } catch {
    // It is no JSON.
  }
}

/** PostgreSQL's driver reads a day as its first moment here. */
function dayOf(moment: Date): string {
  const twoDigits = (part: number) => String(part).padStart(2, '0')
  return `${moment.getFullYear()}-${twoDigits(moment.getMonth() + 1)}-${twoDigits(moment.getDate())}`
}
