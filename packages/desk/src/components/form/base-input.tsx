import { TextInput } from '@mantine/core'
import type { BaseInputTemplateProps, RJSFSchema } from '@rjsf/utils'
import type { ReactNode } from 'react'
import { words } from '../words.ts'

/** One line to type into: text, numbers, dates, addresses of mail and web. */
export function BaseInput(props: BaseInputTemplateProps): ReactNode {
  const { id, value, schema, label, required, disabled, readonly, options, placeholder, onChange, onChangeOverride } =
    props
  const { inputMode, ...kind } = inputKind(schema, props.type)
  return (
    <TextInput
      id={id}
      name={id}
      {...kind}
      {...(inputMode && { inputMode })}
      label={required ? label : words.form.optional(label)}
      description={schema.description}
      error={props.rawErrors?.join(' ')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      value={value === undefined || value === null ? '' : String(value)}
      aria-required={required}
      disabled={disabled ?? false}
      readOnly={readonly ?? false}
      placeholder={placeholder ?? ''}
      autoComplete="off"
      onChange={(event) => {
        if (onChangeOverride) onChangeOverride(event)
        else onChange(event.target.value === '' ? options.emptyValue : event.target.value)
      }}
    />
  )
}

interface InputKind {
  readonly type: string
  readonly inputMode?: 'decimal' | 'numeric'
}

// Numbers stay texts for the browser: its number fields drop what they cannot read without a word.
function inputKind(schema: RJSFSchema, type: string | undefined): InputKind {
  if (schema.type === 'integer') return { type: 'text', inputMode: 'numeric' }
  if (schema.type === 'number') return { type: 'text', inputMode: 'decimal' }
  return { type: type ?? (schema.format === 'date' ? 'date' : 'text') }
}
