import type { Form } from 'handover/client'
import type { RJSFSchema, UiSchema } from '@rjsf/utils'

export interface FormSchema {
  readonly schema: RJSFSchema
  readonly uiSchema: UiSchema
}

/** Longer texts get several lines. */
const longText = 120
/** More choices than these go into a list that opens. */
const mostRadios = 3

/** What the server asks for, made ready to be drawn: one plain type per field, and the widget that suits it. */
export function formSchema(form: Form): FormSchema {
  const schema = plain(form.schema as RJSFSchema)
  return { schema, uiSchema: { ...uiOf(schema), 'ui:order': orderOf(schema, form.fields) } }
}

/** Drops what only checkers need: `null` beside a type, patterns that repeat a format, the address of the draft. */
function plain(given: RJSFSchema): RJSFSchema {
  const { $schema: _draft, anyOf, pattern, ...rest } = given
  const ways = (anyOf ?? []).filter((way) => typeof way === 'object' && way.type !== 'null') as RJSFSchema[]
  const only = ways.length === 1 ? plain(ways[0]!) : undefined
  const schema: RJSFSchema = { ...only, ...rest }
  if (only === undefined && ways.length > 0) schema.anyOf = ways.map(plain)
  if (pattern !== undefined && schema.format === undefined) schema.pattern = pattern
  if (Array.isArray(schema.type)) schema.type = schema.type.find((type) => type !== 'null') ?? 'string'
  if (schema.properties) schema.properties = mapValues(schema.properties, (each) => plain(each as RJSFSchema))
  if (schema.items !== undefined && !Array.isArray(schema.items)) schema.items = plain(schema.items as RJSFSchema)
  return schema
}

function uiOf(schema: RJSFSchema): UiSchema {
  const ui: UiSchema = {}
  const widget = widgetOf(schema)
  if (widget !== undefined) ui['ui:widget'] = widget
  for (const [key, each] of Object.entries(schema.properties ?? {})) ui[key] = uiOf(each as RJSFSchema)
  if (schema.items !== undefined && !Array.isArray(schema.items)) ui['items'] = uiOf(schema.items as RJSFSchema)
  return ui
}

function widgetOf(schema: RJSFSchema): string | undefined {
  if (schema['widget'] === 'textarea') return 'textarea'
  if (schema.type === 'boolean') return 'radio'
  if (schema.enum !== undefined) return schema.enum.length <= mostRadios ? 'radio' : 'select'
  if (schema.type === 'string' && schema.format === undefined && (schema.maxLength ?? 0) > longText) return 'textarea'
  return undefined
}

// Fields that the schema does not have would make the form throw.
function orderOf(schema: RJSFSchema, fields: readonly string[]): string[] {
  const known = Object.keys(schema.properties ?? {})
  return [...fields.filter((field) => known.includes(field)), ...known.filter((key) => !fields.includes(key))]
}

function mapValues<T, R>(of: Record<string, T>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, change(value)]))
}
