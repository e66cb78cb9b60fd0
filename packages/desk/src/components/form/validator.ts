import type { RJSFSchema, ValidatorType } from '@rjsf/utils'

type Values = Record<string, unknown>

/**
 * The form's own checker, without a schema compiler: `check-form.ts` and the server find what is wrong; here only the
 * way of an `anyOf` is chosen, by type, constants and required keys.
 */
export const validator: ValidatorType<Values> = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({ errors: [] }),
  isValid: (schema, value) => fits(schema, value),
}

function fits(schema: RJSFSchema, value: unknown): boolean {
  if (schema.const !== undefined) return schema.const === value
  if (schema.enum !== undefined) return schema.enum.some((each) => each === value)
  if (schema.anyOf !== undefined) return schema.anyOf.some((way) => typeof way === 'object' && fits(way, value))
  if (schema.allOf !== undefined) return schema.allOf.every((part) => typeof part === 'object' && fits(part, value))
  if (schema.type !== undefined && !isOfType(String(schema.type), value)) return false
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true
  const given = value as Values
  const required = schema.required ?? []
  const properties = Object.entries(schema.properties ?? {})
  return (
    required.every((key) => given[key] !== undefined) &&
    properties.every(([key, each]) => given[key] === undefined || typeof each !== 'object' || fits(each, given[key]))
  )
}

function isOfType(type: string, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'null') return value === null
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}
