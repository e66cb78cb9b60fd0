import type { Form } from 'handover/client'
import type { ReactNode } from 'react'
import { FormFieldsLater } from '../form/form-fields-later.tsx'
import { useFormEntry } from '../form/use-form-entry.ts'
import { words } from '../words.ts'

interface ItemFormProps {
  readonly id: string
  readonly form: Form
  /** Answers, when it is refused, with what to do about the named fields. */
  readonly onSubmit: (
    values: Readonly<Record<string, unknown>>,
    refuse: ReturnType<typeof useFormEntry>['refuse'],
  ) => void
}

/** The fields that a program, or a further branch, is to be given. */
export function ItemForm({ id, form, onSubmit }: ItemFormProps): ReactNode {
  const entry = useFormEntry(form)
  return (
    <FormFieldsLater
      id={id}
      entry={entry}
      nothingYet={words.command.run.nothingYet}
      takesFocus
      onSubmit={() => onSubmit(entry.sent(), entry.refuse)}
    />
  )
}
