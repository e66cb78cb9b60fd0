import type { WidgetProps } from '@rjsf/utils'
import { useId, type ReactNode } from 'react'
import classes from './decision.module.css'
import { choicesOf } from './choices.ts'

/** One of two or three, all in sight: yes and no, approve and send back. */
export function Decision(props: WidgetProps): ReactNode {
  const { id, value, schema, label, required, disabled = false, readonly = false, rawErrors, onChange } = props
  const notes = useId()
  const choices = choicesOf(props)
  const hasError = (rawErrors?.length ?? 0) > 0
  return (
    <fieldset
      id={id}
      className={classes.decision}
      role="radiogroup"
      aria-describedby={notes}
      aria-invalid={hasError || undefined}
      aria-required={required}
      {...(hasError && { 'data-error': true })}
    >
      <legend className={classes.legend}>{label}</legend>
      <div className={classes.options} {...(choices.length > 2 && { 'data-many': true })}>
        {choices.map((choice) => (
          <label key={choice.label} className={classes.option}>
            <input
              type="radio"
              name={id}
              checked={choice.value === value}
              disabled={disabled || readonly}
              onChange={() => onChange(choice.value)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
      <div id={notes}>
        {rawErrors?.map((message) => (
          <p key={message} className={classes.error}>
            {message}
          </p>
        ))}
        {schema.description && <p className={classes.hint}>{schema.description}</p>}
      </div>
    </fieldset>
  )
}
