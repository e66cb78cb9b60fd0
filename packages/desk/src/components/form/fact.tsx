import type { WidgetProps } from '@rjsf/utils'
import type { ReactNode } from 'react'
import { readFact, readNothing } from '../read-fact.ts'
import { FileLink, isAddress } from './file-link.tsx'
import classes from './widgets.module.css'

/** What is known and not asked for: read, as a fact, without the edge of a field. */
export function Fact(props: WidgetProps): ReactNode {
  const { id, label, value, schema } = props
  return (
    <dl className={classes.fact} id={id}>
      <dt>{label}</dt>
      <dd>
        {isAddress(value) ? <FileLink to={value} /> : (readFact({ value, field: schema }) ?? readNothing(schema))}
      </dd>
      {schema.description && <dd className={classes.hint}>{schema.description}</dd>}
    </dl>
  )
}
