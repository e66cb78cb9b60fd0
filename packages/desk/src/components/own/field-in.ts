import type { RJSFSchema } from '@rjsf/utils'
import { fieldId, fieldLabel } from '../form/field-names.ts'
import type { FormEntry } from '../form/use-form-entry.ts'

/** One field of an own component: what to show, what was entered, and what is wrong with it. */
export interface Field<Value> {
  /** For the input, so that its label and the list of mistakes lead to it. */
  readonly id: string
  readonly label: string
  readonly description: string | undefined
  readonly isRequired: boolean
  readonly value: Value | undefined
  readonly set: (value: Value | undefined) => void
  readonly error: string | undefined
}

export function fieldIn(
  entry: FormEntry,
  name: string,
  change: (some: Record<string, unknown>) => void,
): Field<unknown> {
  const path = [name]
  const schema = entry.schema.properties?.[name] as RJSFSchema | undefined
  const errors = entry.issues.filter((issue) => issue.path[0] === name).map(({ message }) => message)
  return {
    id: fieldId(path),
    label: fieldLabel(entry.schema, path),
    description: schema?.description,
    isRequired: entry.schema.required?.includes(name) ?? false,
    value: entry.values[name],
    set: (value) => change({ [name]: value }),
    error: errors.length === 0 ? undefined : errors.join(' '),
  }
}
