import type { WidgetProps } from '@rjsf/utils'
import type { ReactNode } from 'react'
import classes from './widgets.module.css'

/** Under a group of choices: what is wrong with it, and its help. */
export function Notes({ id, rawErrors, schema }: Pick<WidgetProps, 'id' | 'rawErrors' | 'schema'>): ReactNode {
  return (
    <div id={`${id}__notes`}>
      {rawErrors?.map((message) => (
        <p key={message} className={classes.error}>
          {message}
        </p>
      ))}
      {schema.description && <p className={classes.hint}>{schema.description}</p>}
    </div>
  )
}
