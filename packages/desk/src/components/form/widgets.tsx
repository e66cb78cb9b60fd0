import { NativeSelect, Textarea } from '@mantine/core'
import type { RegistryWidgetsType, WidgetProps } from '@rjsf/utils'
import type { ReactNode } from 'react'
import { words } from '../words.ts'
import { choicesOf } from './choices.ts'
import classes from './widgets.module.css'
import { Decision } from './decision.tsx'

const inputWrapperOrder = ['label', 'input', 'error', 'description'] as const

function LongText(props: WidgetProps): ReactNode {
  const { id, value, schema, label, required, disabled = false, readonly = false, options, onChange } = props
  return (
    <Textarea
      id={id}
      name={id}
      label={required ? label : words.form.optional(label)}
      description={schema.description}
      error={props.rawErrors?.join(' ')}
      inputWrapperOrder={[...inputWrapperOrder]}
      rows={3}
      value={typeof value === 'string' ? value : ''}
      aria-required={required}
      disabled={disabled}
      readOnly={readonly}
      onChange={(event) => onChange(event.target.value === '' ? options.emptyValue : event.target.value)}
    />
  )
}

function Select(props: WidgetProps): ReactNode {
  const { id, value, schema, label, required, disabled = false, options, onChange } = props
  const choices = choicesOf(props)
  const chosen = choices.findIndex((choice) => choice.value === value)
  return (
    <NativeSelect
      id={id}
      name={id}
      label={required ? label : words.form.optional(label)}
      description={schema.description}
      error={props.rawErrors?.join(' ')}
      inputWrapperOrder={[...inputWrapperOrder]}
      value={chosen < 0 ? '' : String(chosen)}
      aria-required={required}
      disabled={disabled}
      onChange={(event) => {
        const at = event.target.value
        onChange(at === '' ? options.emptyValue : choices[Number(at)]?.value)
      }}
    >
      <option value="">{words.form.noChoice}</option>
      {choices.map((choice, i) => (
        <option key={choice.label} value={String(i)}>
          {choice.label}
        </option>
      ))}
    </NativeSelect>
  )
}

/** Any number of a few. */
function Several(props: WidgetProps): ReactNode {
  const { id, value, label, schema, disabled = false, rawErrors, onChange } = props
  const chosen: unknown[] = Array.isArray(value) ? value : []
  return (
    <fieldset id={id}>
      <legend className={classes.legend}>{label}</legend>
      {choicesOf(props).map((choice) => (
        <label key={choice.label} className={classes.option}>
          <input
            type="checkbox"
            name={id}
            checked={chosen.includes(choice.value)}
            disabled={disabled}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...chosen, choice.value] : chosen.filter((each) => each !== choice.value),
              )
            }
          />
          <span>{choice.label}</span>
        </label>
      ))}
      {rawErrors?.map((message) => (
        <p key={message} className={classes.error}>
          {message}
        </p>
      ))}
      {schema.description && <p className={classes.hint}>{schema.description}</p>}
    </fieldset>
  )
}

/** How each field is drawn; what is not here is one line to type into. */
export const widgets: RegistryWidgetsType = {
  CheckboxWidget: Decision,
  RadioWidget: Decision,
  SelectWidget: Select,
  CheckboxesWidget: Several,
  TextareaWidget: LongText,
}
