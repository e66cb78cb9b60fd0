import type { RJSFSchema } from '@rjsf/utils'
import { isFact } from './check-form.ts'
import { isEmpty } from './is-empty.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * What goes to the server of what stands in the form: facts stay where they are, as somebody else may have changed them
 * meanwhile; a group that was left empty is none; what may be null and was emptied is null.
 */
export function toSend(schema: RJSFSchema, values: Values, before: Values): Values {
  const sent: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values)) {
    const field = schema.properties?.[key] as RJSFSchema | undefined
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (field !== undefined && isFact(field)) continue
    if (isGroup && isEmpty(value) && schema.required?.includes(key) !== true) continue
    sent[key] = value
  }
  for (const [key, field] of Object.entries(schema.properties ?? {})) {
    const mayBeNull = (field as RJSFSchema)['nullable'] === true
    if (mayBeNull && isEmpty(values[key]) && !isEmpty(before[key])) sent[key] = null
  }
  return sent
}
