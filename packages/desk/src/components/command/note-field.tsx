import { Textarea } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'
import { words } from '../words.ts'

interface NoteFieldProps {
  readonly isRequired: boolean
  readonly value: string
  /** Whether it was sent without. */
  readonly isMissing: boolean
  readonly takesFocus: boolean
  readonly onChange: (value: string) => void
}

/** Why: it stays in the history. */
export function NoteField({ isRequired, value, isMissing, takesFocus, onChange }: NoteFieldProps): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (isMissing) field.current?.focus()
  }, [isMissing])
  return (
    <Textarea
      ref={field}
      label={isRequired ? words.command.reason : words.command.note}
      description={words.command.noteHint}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      error={isMissing ? words.command.sayWhy : undefined}
      aria-required={isRequired}
      rows={2}
      maxLength={2000}
      value={value}
      {...(takesFocus && { 'data-autofocus': true })}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
