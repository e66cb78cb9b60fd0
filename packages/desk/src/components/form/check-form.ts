import type { RJSFSchema } from '@rjsf/utils'
import { words } from '../words.ts'
import { checkNumber } from './check-number.ts'
import { isEmpty } from './is-empty.ts'
import { tagOf } from './plain-schema.ts'

export interface Issue {
  readonly path: readonly (string | number)[]
  readonly message: string
}

const says = words.form

/**
 * What a person would be told by the server anyway, a moment earlier: what is missing, too long, too small. The server
 * has the last word; nothing here compiles code, so the page needs no `unsafe-eval`.
 */
export function checkForm(schema: RJSFSchema, value: unknown, path: Issue['path'] = []): Issue[] {
  if (schema.oneOf !== undefined) {
    const way = wayOf(schema, value)
    return way === undefined ? [{ path, message: says.choose }] : checkObject(way, value, path)
  }
  if (schema.type === 'object' || schema.properties !== undefined) return checkObject(schema, value, path)
  if (schema.type === 'array') return checkItems(schema, value, path)
  const message = isEmpty(value) ? undefined : complaint(schema, value)
  return message === undefined ? [] : [{ path, message }]
}

/** Which of several groups of fields a value is. */
export function wayOf(schema: RJSFSchema, value: unknown): RJSFSchema | undefined {
  const ways = (schema.oneOf ?? []) as RJSFSchema[]
  const tag = tagOf(ways)
  if (tag === undefined) return undefined
  const given = (value as Record<string, unknown> | undefined)?.[tag]
  return ways.find((way) => (way.properties?.[tag] as RJSFSchema | undefined)?.const === given)
}

function checkObject(schema: RJSFSchema, value: unknown, path: Issue['path']): Issue[] {
  const given = (value ?? {}) as Record<string, unknown>
  return Object.entries(schema.properties ?? {}).flatMap(([key, each]) => {
    const field = each as RJSFSchema
    const at = [...path, key]
    if (isFact(field)) return []
    const isMissing = isEmpty(given[key]) && (schema.required?.includes(key) ?? false)
    const asksInside = field.type === 'object' || field.type === 'array' || field.oneOf !== undefined
    if (isMissing && !asksInside) return [{ path: at, message: isChoice(field) ? says.choose : says.fillIn }]
    return isEmpty(given[key]) && !isMissing ? [] : checkForm(field, given[key], at)
  })
}

function checkItems(schema: RJSFSchema, value: unknown, path: Issue['path']): Issue[] {
  const items = Array.isArray(value) ? (value as unknown[]) : []
  if (typeof schema.items !== 'object' || Array.isArray(schema.items)) return []
  const { minItems = 0, maxItems = Infinity, uniqueItems, title = '' } = schema
  const few = uniqueItems === true ? words.field.fewChosen(minItems) : words.field.fewItems(minItems, title)
  if (items.length < minItems) return [{ path, message: few }]
  if (items.length > maxItems) return [{ path, message: words.field.manyItems(maxItems, items.length) }]
  return items.flatMap((each, i) => {
    const isOpen = isEmpty(each) && (schema.items as RJSFSchema).type !== 'object'
    return isOpen
      ? [{ path: [...path, i], message: says.fillIn }]
      : checkForm(schema.items as RJSFSchema, each, [...path, i])
  })
}

function complaint(schema: RJSFSchema, value: unknown): string | undefined {
  if (schema.type === 'number' || schema.type === 'integer') return checkNumber(schema, value)
  if (typeof value !== 'string') return undefined
  const { maxLength = Infinity, minLength = 0 } = schema
  if (value.length > maxLength) return says.tooLong(maxLength, value.length)
  return value.length < minLength ? says.tooShort(minLength, value.length) : undefined
}

/** What is read in a form, and not asked for. */
export const isFact = (schema: RJSFSchema): boolean => schema.readOnly === true || schema['widget'] === 'fact'
const isChoice = (schema: RJSFSchema): boolean => schema.type === 'boolean' || schema.enum !== undefined
