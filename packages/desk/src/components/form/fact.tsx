import type { WidgetProps } from '@rjsf/utils'
import type { ReactNode } from 'react'
import { readValue } from '../read-value.ts'
import { words } from '../words.ts'
import { choicesOf } from './choices.ts'
import { FileLink, isAddress } from './file-link.tsx'
import { amount } from './money.ts'
import classes from './widgets.module.css'

/** What is known and not asked for: read, as a fact, without the edge of a field. */
export function Fact(props: WidgetProps): ReactNode {
  const { id, label, value, schema } = props
  return (
    <dl className={classes.fact} id={id}>
      <dt>{label}</dt>
      <dd>{isAddress(value) ? <FileLink to={value} /> : (textOf(props) ?? words.none)}</dd>
      {schema.description && <dd className={classes.hint}>{schema.description}</dd>}
    </dl>
  )
}

function textOf(props: WidgetProps): string | null {
  const { value, schema } = props as WidgetProps & { value: unknown }
  const { currency, unit } = schema as { currency?: string; unit?: string }
  if (currency !== undefined && typeof value === 'number') return amount(value, currency)
  const chosen = choicesOf(props).find((choice) => choice.value === value)
  const text = chosen?.label ?? readValue(value)
  return unit === undefined || text === null ? text : `${text} ${unit}`
}
