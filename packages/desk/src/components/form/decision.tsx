import type { WidgetProps } from '@rjsf/utils'
import type { ReactNode } from 'react'
import { words } from '../words.ts'
import classes from './decision.module.css'
import { choicesOf } from './choices.ts'
import { isWayChoice, labelOf } from './field-props.ts'
import { Notes } from './notes.tsx'

/** One of two or three, side by side with what follows from each: yes and no, approve and send back. */
export function Decision(props: WidgetProps): ReactNode {
  return <Choosing {...props} layout="beside" />
}

/** One of a few, below one another. */
export function Radio(props: WidgetProps): ReactNode {
  return <Choosing {...props} layout="below" />
}

function Choosing({ layout, ...props }: WidgetProps & { layout: 'beside' | 'below' }): ReactNode {
  const { id, value, required, disabled = false, readonly = false, rawErrors, onChange } = props
  const choices = choicesOf(props)
  const hasError = (rawErrors?.length ?? 0) > 0
  const mayClear = required !== true && !isWayChoice(id) && value !== undefined && value !== null
  return (
    <fieldset
      id={id}
      className={classes.decision}
      role="radiogroup"
      aria-describedby={`${id}__notes`}
      aria-invalid={hasError || undefined}
      aria-required={required}
      {...(hasError && { 'data-error': true })}
    >
      <legend className={classes.legend}>{labelOf(props)}</legend>
      <div className={classes.options} data-layout={layout} {...(choices.length > 2 && { 'data-many': true })}>
        {choices.map((choice) => (
          <label key={String(choice.value)} className={classes.option}>
            <input
              type="radio"
              name={id}
              checked={choice.value === value}
              disabled={disabled || readonly}
              onChange={() => onChange(choice.value)}
              {...(choice.description !== undefined && { 'aria-describedby': `${id}__${String(choice.value)}` })}
            />
            <span>
              <b>{choice.label}</b>
              {choice.description !== undefined && (
                <small id={`${id}__${String(choice.value)}`}>{choice.description}</small>
              )}
            </span>
          </label>
        ))}
      </div>
      {mayClear && !disabled && !readonly && (
        <button type="button" className={classes.clear} onClick={() => onChange(undefined)}>
          {words.field.clear}
        </button>
      )}
      <Notes {...props} />
    </fieldset>
  )
}
