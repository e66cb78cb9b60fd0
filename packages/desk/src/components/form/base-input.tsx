import { TextInput } from '@mantine/core'
import type { BaseInputTemplateProps, RJSFSchema } from '@rjsf/utils'
import type { ReactNode } from 'react'
import { currencySign } from './money.ts'
import { fieldProps } from './field-props.ts'
import classes from './widgets.module.css'

/** One line to type into: texts, numbers with what they count, amounts of money, addresses of mail and web. */
export function BaseInput(props: BaseInputTemplateProps): ReactNode {
  const { value, schema, readonly, options, placeholder, onChange, onChangeOverride } = props
  const { inputMode, ...kind } = inputKind(schema, props.type)
  return (
    <TextInput
      {...fieldProps(props)}
      {...kind}
      {...(inputMode && { inputMode })}
      {...beside(schema)}
      value={value === undefined || value === null ? '' : String(value)}
      readOnly={readonly ?? false}
      placeholder={placeholder ?? ''}
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
  if (schema.type === 'number' || schema['currency'] !== undefined) return { type: 'text', inputMode: 'decimal' }
  return { type: type ?? 'text' }
}

/** The sign of a currency before the amount, what is counted behind the number. */
function beside(schema: RJSFSchema) {
  const { currency, unit } = schema as { currency?: string; unit?: string }
  const sign = currency === undefined ? undefined : currencySign(currency)
  return {
    ...(sign !== undefined && {
      leftSection: <span className={classes.beside}>{sign}</span>,
      leftSectionWidth: widthOf(sign),
      leftSectionPointerEvents: 'none' as const,
    }),
    ...(unit !== undefined && {
      rightSection: <span className={classes.beside}>{unit}</span>,
      rightSectionWidth: widthOf(unit),
      rightSectionPointerEvents: 'none' as const,
    }),
  }
}

const widthOf = (text: string): number => 20 + text.length * 8
