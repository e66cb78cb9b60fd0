import { NativeSelect, Textarea } from '@mantine/core'
import type { RegistryWidgetsType, Widget, WidgetProps } from '@rjsf/utils'
import type { ReactNode } from 'react'
import { words } from '../words.ts'
import { choicesOf } from './choices.ts'
import { ClockInput } from './clock-input.tsx'
import { Decision, Radio } from './decision.tsx'
import { Fact } from './fact.tsx'
import { fieldProps, isWayChoice, labelOf } from './field-props.ts'
import { FileInput } from './file-input.tsx'
import { Notes } from './notes.tsx'
import classes from './widgets.module.css'

const usualRows = 3

function LongText(props: WidgetProps): ReactNode {
  const { value, schema, readonly = false, placeholder, options, onChange } = props
  return (
    <Textarea
      {...fieldProps(props)}
      rows={typeof schema['rows'] === 'number' ? schema['rows'] : usualRows}
      value={typeof value === 'string' ? value : ''}
      readOnly={readonly}
      placeholder={placeholder ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? options.emptyValue : event.target.value)}
    />
  )
}

/** One of many, in a list that opens; what follows from the chosen one is told below. */
function Select(props: WidgetProps): ReactNode {
  const { id, value, schema, options, onChange } = props
  const field = fieldProps(props)
  const choices = choicesOf(props)
  const chosen = choices.findIndex((choice) => choice.value === value)
  return (
    <NativeSelect
      {...field}
      description={choices[chosen]?.description ?? schema.description}
      value={chosen < 0 ? '' : String(chosen)}
      onChange={(event) => {
        const at = event.target.value
        onChange(at === '' ? options.emptyValue : choices[Number(at)]?.value)
      }}
    >
      {/* Of several groups one is always shown, or none of them by a choice of its own. */}
      {!isWayChoice(id) && <option value="">{words.form.noChoice}</option>}
      {choices.map((choice, i) => (
        <option key={String(choice.value)} value={String(i)}>
          {choice.label}
        </option>
      ))}
    </NativeSelect>
  )
}

/** Any number of a few. */
function Several(props: WidgetProps): ReactNode {
  const { id, value, disabled = false, rawErrors, onChange } = props
  const chosen: unknown[] = Array.isArray(value) ? value : []
  const choices = choicesOf(props)
  // In the order in which they are offered, however they were chosen.
  const toggle = (choice: unknown) =>
    onChange(choices.map((each) => each.value).filter((each) => chosen.includes(each) !== (each === choice)))
  return (
    <fieldset id={id} aria-describedby={`${id}__notes`} {...((rawErrors?.length ?? 0) > 0 && { 'data-error': true })}>
      <legend className={classes.legend}>{labelOf(props)}</legend>
      <div className={classes.several}>
        {choices.map((choice) => (
          <label key={String(choice.value)} className={classes.option}>
            <input
              type="checkbox"
              name={id}
              checked={chosen.includes(choice.value)}
              disabled={disabled}
              onChange={() => toggle(choice.value)}
            />
            <span>
              {choice.label}
              {choice.description !== undefined && <small>{choice.description}</small>}
            </span>
          </label>
        ))}
      </div>
      <Notes {...props} />
    </fieldset>
  )
}

/** What may not be changed is read as a fact. */
const orFact =
  (Field: (props: WidgetProps) => ReactNode): Widget =>
  (props: WidgetProps) =>
    props.readonly === true ? <Fact {...props} /> : <Field {...props} />

/** How each field is drawn; what is not here is one line to type into. */
export const widgets: RegistryWidgetsType = {
  decision: orFact(Decision),
  radio: orFact(Radio),
  select: orFact(Select),
  checkboxes: orFact(Several),
  textarea: orFact(LongText),
  clock: orFact(ClockInput),
  file: orFact(FileInput),
  fact: Fact,
  CheckboxWidget: orFact(Decision),
  SelectWidget: orFact(Select),
  CheckboxesWidget: orFact(Several),
}
