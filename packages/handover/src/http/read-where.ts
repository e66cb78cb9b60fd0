import { z } from 'zod'
import { error } from '../errors.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'

/** The filter as the runtime takes it: JSON with the values of the data decoded. Unknown keys are refused there. */
export async function readWhere(flow: FrozenFlow | undefined, text: string): Promise<Record<string, unknown>> {
  const where = parse(text)
  if (flow === undefined)
    throw error('FILTER_INVALID', { filter: 'where', value: text, expected: 'it together with flow' })
  const decoded = Object.entries(where).map(async ([key, value]) => {
    const field = Object.hasOwn(flow.schema.shape, key) ? flow.schema.shape[key] : undefined
    if (field === undefined) return [key, value]
    const result = await z.safeDecodeAsync(field, value as never)
    if (result.success) return [key, result.data]
    throw error('FILTER_INVALID', { filter: key, value, expected: result.error.issues[0]?.message })
  })
  return Object.fromEntries((await Promise.all(decoded)) as [string, unknown][])
}

function parse(text: string): object {
  try {
    const where: unknown = JSON.parse(text)
    if (typeof where === 'object' && where !== null && !Array.isArray(where)) return where
  } catch {
    // Falls through to the same refusal as JSON that is no object.
  }
  throw error('FILTER_INVALID', { filter: 'where', value: text, expected: 'a JSON object such as {"approved":false}' })
}
