import type { FrozenFlow } from '../flow/define-flow.ts'
import { fieldsOf, labelsOf } from './form.ts'

/** The data of a process for reading: every key of the schema, as it is stored; null where nothing is. */
export function showFacts(flow: FrozenFlow, data: Readonly<Record<string, unknown>>) {
  const fields = fieldsOf(flow)
  return [...labelsOf(flow)].map(([key, label]) => {
    const field = fields.get(key)
    return { key, label, value: data[key] ?? null, ...(field && { field }) }
  })
}
