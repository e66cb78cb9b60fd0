import type { RJSFSchema, WidgetProps } from '@rjsf/utils'
import { words } from '../words.ts'
import { constantName, readableName } from './plain-schema.ts'

export interface Choice {
  readonly value: unknown
  readonly label: string
  /** What follows from it. */
  readonly description?: string
}
type Said = Readonly<Record<string, { readonly title?: string; readonly description?: string } | undefined>>

/** The choices of a field as people read them: as `.meta()` says, or `sendBack` as "Send back". */
export function choicesOf({ options, schema }: Pick<WidgetProps, 'options' | 'schema'>): Choice[] {
  const items = schema.items as RJSFSchema | undefined
  const said = { ...(items?.['choices'] as Said), ...(options['choices'] as Said), ...(schema['choices'] as Said) }
  return (options.enumOptions ?? []).map(({ value, label }) => {
    const { title = labelFor(value, label), description } = said[keyOf(value)] ?? {}
    return { value: value as unknown, label: title, ...(description !== undefined && { description }) }
  })
}

/** The choices of a field that is not drawn here, such as one whose consequences are told elsewhere. */
export function choicesIn(schema: RJSFSchema): Choice[] {
  const values = schema.type === 'boolean' ? [true, false] : (schema.enum ?? [])
  return choicesOf({ schema, options: { enumOptions: values.map((value) => ({ value, label: constantName(value) })) } })
}

const keyOf = (value: unknown): string => (value === true ? 'yes' : value === false ? 'no' : String(value))

function labelFor(value: unknown, label: string): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no
  return label === value ? readableName(label) : label
}
