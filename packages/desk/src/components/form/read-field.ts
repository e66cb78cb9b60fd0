import type { RJSFSchema } from '@rjsf/utils'
import { readValue } from '../read-value.ts'
import { words } from '../words.ts'
import { wayOf } from './check-form.ts'
import { choicesIn } from './choices.ts'
import { clockOf, shown } from './clock.ts'
import { amount } from './money.ts'
import { plain } from './plain-schema.ts'

/** How the value of a field reads: by the names of its choices and parts, with its currency or unit; null for nothing. */
export function readField(value: unknown, field: Readonly<Record<string, unknown>>): string | null {
  return read(value, plain(field as RJSFSchema))
}

/** Whether a field holds a yes or a no. */
export const isYesNo = (field: Readonly<Record<string, unknown>>): boolean =>
  plain(field as RJSFSchema).type === 'boolean'

function read(value: unknown, schema: RJSFSchema): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return readList(value, schema)
  if (typeof value === 'object') return readGroup(value as Record<string, unknown>, wayOf(schema, value) ?? schema)
  const { currency, unit } = schema as { currency?: string; unit?: string }
  if (currency !== undefined && typeof value === 'number') return amount(value, currency)
  const chosen = choicesIn(schema).find((choice) => choice.value === value)?.label
  const text = chosen ?? (isTime(schema) ? shown(value, 'time') : readValue(value))
  return unit === undefined || text === null ? text : `${text} ${unit}`
}

function readList(values: readonly unknown[], schema: RJSFSchema): string | null {
  const of = (schema.items ?? {}) as RJSFSchema
  // Choices are told of the list, or of each in it.
  const choices = { ...(of['choices'] as object | undefined), ...(schema['choices'] as object | undefined) }
  const items: RJSFSchema = { ...of, choices }
  const texts = values.map((each) => read(each, items) ?? words.none)
  if (texts.length === 0) return null
  return items.type === 'object' ? texts.join('\n') : texts.join(', ')
}

function readGroup(values: Readonly<Record<string, unknown>>, { properties = {}, ...way }: RJSFSchema): string | null {
  const parts = Object.entries(values).flatMap(([key, value]) => {
    const field = (properties[key] ?? {}) as RJSFSchema
    // Which way it is stands in front, by its name.
    if (field.const !== undefined) return [way.title ?? String(value)]
    const text = read(value, field)
    return text === null ? [] : [`${field.title ?? key}: ${text}`]
  })
  return parts.length === 0 ? null : parts.join(', ')
}

const isTime = (schema: RJSFSchema): boolean => 'clock' in schema && clockOf(schema) === 'time'
