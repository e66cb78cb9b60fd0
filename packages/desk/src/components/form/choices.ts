import type { WidgetProps } from '@rjsf/utils'

export interface Choice {
  readonly value: unknown
  readonly label: string
}

/** The choices of a field, with labels that people read: `sendBack` says "Send back" where no title is given. */
export function choicesOf({ options }: Pick<WidgetProps, 'options'>): Choice[] {
  return (options.enumOptions ?? []).map(({ value, label }) => ({
    value: value as unknown,
    label: label === value ? readable(label) : label,
  }))
}

export function readable(name: string): string {
  const spaced = name.replaceAll(/[-_]+/g, ' ').replaceAll(/([a-z])([A-Z])/g, '$1 $2')
  return spaced.slice(0, 1).toUpperCase() + (spaced === name ? spaced.slice(1) : spaced.slice(1).toLowerCase())
}
