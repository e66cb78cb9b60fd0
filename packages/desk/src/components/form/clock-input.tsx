import { TextInput } from '@mantine/core'
import type { WidgetProps } from '@rjsf/utils'
import type { ReactNode } from 'react'
import { words } from '../words.ts'
import { clockOf, kept, shown, zone } from './clock.ts'
import { fieldProps } from './field-props.ts'

const types = { day: 'date', time: 'time', moment: 'datetime-local', local: 'datetime-local' } as const

/** A day, a time, or both, in the browser's own field; a moment is shown in the zone of who reads it, which it names. */
export function ClockInput(props: WidgetProps): ReactNode {
  const { schema, value, readonly = false, options, onChange } = props
  const clock = clockOf(schema)
  const hints = [schema.description, clock === 'moment' ? words.field.inZone(zone()) : undefined]
  // A time of the day needs no seconds unless its schema wants them.
  const precision = (schema['precision'] as number | undefined) ?? (clock === 'time' ? -1 : 0)
  return (
    <TextInput
      {...fieldProps(props)}
      description={hints.filter(Boolean).join(' ') || undefined}
      type={types[clock]}
      value={shown(value, clock)}
      readOnly={readonly}
      onChange={(event) => onChange(kept(event.target.value, clock, precision) ?? options.emptyValue)}
    />
  )
}
