import type { WidgetProps } from '@rjsf/utils'
import { words } from '../words.ts'

type Given = Pick<WidgetProps, 'id' | 'label' | 'required' | 'schema' | 'rawErrors' | 'disabled'>

/** What every field of one line has: label, hint and mistake, in the order in which they are read. */
export function fieldProps(props: Given) {
  const { id, schema, required = false, rawErrors, disabled = false } = props
  return {
    id,
    name: id,
    label: labelOf(props),
    description: schema.description,
    error: rawErrors === undefined || rawErrors.length === 0 ? undefined : rawErrors.join(' '),
    inputWrapperOrder: ['label', 'input', 'error', 'description'] as ('label' | 'input' | 'error' | 'description')[],
    'aria-required': required,
    disabled,
    autoComplete: 'off',
  }
}

/** What a field is called: one of several by its number, and what may stay empty says so. */
export function labelOf({ id, label, required }: Pick<Given, 'id' | 'label' | 'required'>): string {
  const place = /_(\d+)$/.exec(id)?.[1]
  if (place !== undefined) return words.field.numbered(label.replace(/-\d+$/, ''), Number(place) + 1)
  // That a way may be left open is a choice of its own.
  return required === true || isWayChoice(id) ? label : words.form.optional(label)
}

/** Whether a field chooses between groups of fields. */
export const isWayChoice = (id: string): boolean => id.endsWith('__oneof_select')
