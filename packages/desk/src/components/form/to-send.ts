import type { RJSFSchema } from '@rjsf/utils'
import { isFact } from './check-form.ts'
import { isEmpty } from './is-empty.ts'
import { isSame } from './is-same.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * What goes to the server of what stands in the form: facts stay where they are, as somebody else may have changed them
 * meanwhile; what was emptied is null, since a field that is not sent stays as it is; a group that was left empty is none.
 */
export function toSend({ properties = {}, required = [] }: RJSFSchema, values: Values, before: Values): Values {
  const sent: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(values), ...Object.keys(properties)])) {
    const field = (properties[key] ?? {}) as RJSFSchema
    if (isFact(field)) continue
    const value = isNothing(values[key], field) && !required.includes(key) ? null : values[key]
    if (value === null && !isTold(field, before[key], values[key])) continue
    if (value !== undefined) sent[key] = value
  }
  return sent
}

/** An empty text is one, unless its field has another word for nothing. */
function isNothing(value: unknown, field: RJSFSchema): boolean {
  return value === '' ? field['nullable'] === true : isEmpty(value)
}

/** Whether that a field is empty is news: what has a default gets it back where nothing is sent. */
function isTold(field: RJSFSchema, before: unknown, now: unknown): boolean {
  if (field['nullable'] === true && now === null) return true
  return !isEmpty(before) && (field['nullable'] === true || !isSame(before, field.default))
}
