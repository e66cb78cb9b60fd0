import type { Form } from 'handover/client'
import type { RJSFSchema, UiSchema } from '@rjsf/utils'
import { withNone } from './none-way.ts'
import { plain, tagOf } from './plain-schema.ts'

export interface FormSchema {
  readonly schema: RJSFSchema
  readonly uiSchema: UiSchema
}

/** Longer texts get several lines. */
const longText = 120
/** As many stand side by side, */
const mostBeside = 3
/** and as many below one another where each says what follows from it; more go into a list that opens. */
const mostBelow = 6

/** What the server asks for, made ready to be drawn: one plain type per field, and the widget that suits it. */
export function formSchema(form: Form): FormSchema {
  const schema = withNone(plain(form.schema as RJSFSchema))
  return { schema, uiSchema: { ...uiOf(schema), 'ui:order': orderOf(schema, form.fields) } }
}

function uiOf(schema: RJSFSchema): UiSchema {
  const ui: UiSchema = {}
  const widget = widgetOf(schema)
  if (widget !== undefined) ui['ui:widget'] = widget
  if (typeof schema['placeholder'] === 'string') ui['ui:placeholder'] = schema['placeholder']
  if (schema.oneOf !== undefined) addWays(ui, schema)
  for (const [key, each] of Object.entries(schema.properties ?? {})) ui[key] = uiOf(each as RJSFSchema)
  if (schema.items !== undefined && !Array.isArray(schema.items)) ui['items'] = uiOf(schema.items as RJSFSchema)
  return ui
}

/** One of several groups of fields: what tells them apart is chosen, and not asked for again. */
function addWays(ui: UiSchema, schema: RJSFSchema): void {
  const ways = schema.oneOf as RJSFSchema[]
  const tag = tagOf(ways)
  ui['oneOf'] = ways.map((way) => ({ ...uiOf(way), ...(tag !== undefined && { [tag]: { 'ui:widget': 'hidden' } }) }))
  ui['ui:widget'] = ways.length <= mostBeside ? 'decision' : 'select'
  ui['ui:options'] = { choices: Object.fromEntries(ways.map(({ description }, i) => [i, { description }])) }
}

function widgetOf(schema: RJSFSchema): string | undefined {
  const asked: unknown = schema['widget']
  if (asked === 'fact' || schema.readOnly === true) return schema.type === 'object' ? undefined : 'fact'
  if (typeof asked === 'string' && asked !== 'text') return asked
  if (schema.type === 'boolean') return 'decision'
  if (schema.enum !== undefined) return choosing(schema)
  if (schema.type === 'array') return schema.uniqueItems === true ? 'checkboxes' : undefined
  if (schema['clock'] !== undefined || schema.format === 'date' || schema.format === 'date-time') return 'clock'
  if (schema.type === 'string' && schema.format === undefined && (schema.maxLength ?? 0) > longText) return 'textarea'
  return undefined
}

function choosing({ enum: values = [], choices }: RJSFSchema): string {
  if (values.length <= mostBeside) return 'decision'
  const said = Object.values((choices ?? {}) as Record<string, { description?: string }>)
  return values.length <= mostBelow && said.some(({ description }) => description !== undefined) ? 'radio' : 'select'
}

// Fields that the schema does not have would make the form throw.
function orderOf(schema: RJSFSchema, fields: readonly string[]): string[] {
  const known = Object.keys(schema.properties ?? {})
  return [...fields.filter((field) => known.includes(field)), ...known.filter((key) => !fields.includes(key))]
}
