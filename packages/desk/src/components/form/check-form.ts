import type { RJSFSchema } from '@rjsf/utils'
import { words } from '../words.ts'

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
  if (schema.type === 'object' || schema.properties !== undefined) return checkObject(schema, value, path)
  if (schema.type === 'array') return checkItems(schema, value, path)
  const message = isEmpty(value) ? undefined : complaint(schema, value)
  return message === undefined ? [] : [{ path, message }]
}

/** The id that the form gives to the field at a path. */
export const fieldId = (path: Issue['path']): string => ['root', ...path].join('_')

/** What people call the field at a path. */
export function fieldLabel(schema: RJSFSchema, path: Issue['path']): string {
  let at: RJSFSchema | undefined = schema
  for (const part of path) {
    const next: unknown = typeof part === 'number' ? at?.items : at?.properties?.[part]
    at = typeof next === 'object' && next !== null ? (next as RJSFSchema) : undefined
  }
  return at?.title ?? (path.length === 0 ? words.form.whole_form : String(path.at(-1)))
}

function checkObject(schema: RJSFSchema, value: unknown, path: Issue['path']): Issue[] {
  const given = (value ?? {}) as Record<string, unknown>
  return Object.entries(schema.properties ?? {}).flatMap(([key, each]) => {
    const field = each as RJSFSchema
    const at = [...path, key]
    const isMissing = isEmpty(given[key]) && (schema.required?.includes(key) ?? false)
    const asksInside = field.type === 'object' || field.type === 'array'
    if (isMissing && !asksInside) return [{ path: at, message: isChoice(field) ? says.choose : says.fillIn }]
    return isEmpty(given[key]) && !isMissing ? [] : checkForm(field, given[key], at)
  })
}

function checkItems(schema: RJSFSchema, value: unknown, path: Issue['path']): Issue[] {
  if (!Array.isArray(value) || typeof schema.items !== 'object' || Array.isArray(schema.items)) return []
  return value.flatMap((each, i) => checkForm(schema.items as RJSFSchema, each, [...path, i]))
}

function complaint(schema: RJSFSchema, value: unknown): string | undefined {
  if (schema.type === 'number' || schema.type === 'integer') return numberComplaint(schema, value)
  if (typeof value !== 'string') return undefined
  const { maxLength = Infinity, minLength = 0 } = schema
  if (value.length > maxLength) return says.tooLong(maxLength, value.length)
  return value.length < minLength ? says.tooShort(minLength, value.length) : undefined
}

function numberComplaint(schema: RJSFSchema, value: unknown): string | undefined {
  if (typeof value !== 'number') return says.number(value)
  if (schema.type === 'integer' && !Number.isInteger(value)) return says.whole(value)
  if (schema.minimum !== undefined && value < schema.minimum) return says.atLeast(schema.minimum, value)
  return schema.maximum !== undefined && value > schema.maximum ? says.atMost(schema.maximum, value) : undefined
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === ''
const isChoice = (schema: RJSFSchema): boolean => schema.type === 'boolean' || schema.enum !== undefined
