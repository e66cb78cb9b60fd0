import Form from '@rjsf/core'
import type { ErrorSchema } from '@rjsf/utils'
import { useMemo, type ReactNode } from 'react'
import { useSubmitKey } from '../keys.ts'
import type { Issue } from './check-form.ts'
import classes from './form-fields.module.css'
import { isForNext, Mistakes, useFormFocus } from './mistakes.tsx'
import { useFormState } from './form-states.ts'
import { templates } from './templates.tsx'
import type { FormEntry } from './use-form-entry.ts'
import { validator } from './validator.ts'
import { widgets } from './widgets.tsx'

interface FormFieldsProps {
  /** Of the form, so that a button outside of it can submit. */
  readonly id: string
  readonly entry: FormEntry
  /** Said after the count of mistakes: "Nothing has been started yet." */
  readonly nothingYet: string
  readonly disabled?: boolean
  /** When it appears because somebody asked for it: what they type next is meant for it. */
  readonly takesFocus?: boolean
  /** `andNext`: by the button, or the keys, that go on to the next task. */
  readonly onSubmit: (andNext: boolean) => void
}

// An unanswered yes or no is not a no.
const defaults = { requiredBooleanDefault: 'skip' } as const

/** The fields of one form, drawn from a JSON schema; mistakes stand at their fields and in a summary above them. */
export function FormFields(props: FormFieldsProps): ReactNode {
  const { id, entry, nothingYet, disabled = false, takesFocus = false, onSubmit } = props
  const { issues } = entry
  const errors = useMemo(() => errorTree(issues), [issues])
  useFormFocus(id, entry, takesFocus)
  useFormState(id, 'shown')
  useSubmitKey((andNext) => submitForm(id, andNext))

  return (
    <div className={classes.form}>
      {issues.length > 0 && <Mistakes entry={entry} nothingYet={nothingYet} />}
      <Form
        id={id}
        schema={entry.schema}
        uiSchema={entry.uiSchema}
        validator={validator}
        templates={templates}
        widgets={widgets}
        formData={entry.values}
        extraErrors={errors}
        disabled={disabled}
        // Without the field that was changed nobody has typed.
        onChange={({ formData = {} }, field) => (field === undefined ? entry.fill(formData) : entry.change(formData))}
        onSubmit={(_, event) => {
          if (entry.check()) onSubmit(isForNext(event.nativeEvent as SubmitEvent))
        }}
        experimental_defaultFormStateBehavior={defaults}
        noValidate
        noHtml5Validate
        showErrorList={false}
      >
        <></>
      </Form>
    </div>
  )
}

function submitForm(id: string, andNext: boolean): void {
  const form = document.getElementById(id)
  if (!(form instanceof HTMLFormElement)) return
  // A button for the next task says so by its value; where there is none, the form is sent all the same.
  const button = andNext ? document.querySelector<HTMLElement>(`button[form="${CSS.escape(id)}"][value="next"]`) : null
  form.requestSubmit(button)
}

function errorTree(issues: readonly Issue[]): ErrorSchema {
  const tree: ErrorSchema = {}
  for (const { path, message } of issues) {
    let at = tree as Record<string, unknown>
    for (const part of path) at = (at[part] ??= {}) as Record<string, unknown>
    at['__errors'] = [...((at['__errors'] as string[] | undefined) ?? []), message]
  }
  return tree
}
