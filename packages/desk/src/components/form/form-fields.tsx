import Form from '@rjsf/core'
import type { ErrorSchema } from '@rjsf/utils'
import { useEffect, useMemo, type ReactNode } from 'react'
import { useSubmitKey } from '../keys.ts'
import { Notice } from '../refusal.tsx'
import { words } from '../words.ts'
import type { Issue } from './check-form.ts'
import { fieldId, fieldLabel } from './field-names.ts'
import { focusField } from './focus-field.ts'
import classes from './form-fields.module.css'
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
  const { issues, refusals } = entry
  const errors = useMemo(() => errorTree(issues), [issues])
  useEffect(() => {
    const first = issues[0]
    if (first !== undefined) focusField(fieldId(first.path))
    // Only a new refusal moves the focus, not each letter typed after it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [refusals])
  useEffect(() => {
    if (takesFocus) focusField(id)
  }, [takesFocus, id])
  useSubmitKey((andNext) => submitForm(id, andNext))

  return (
    <div className={classes.form}>
      {issues.length > 0 && <Summary entry={entry} nothingYet={nothingYet} />}
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
          if (entry.check()) onSubmit(isForNext((event.nativeEvent as SubmitEvent).submitter))
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

function Summary({ entry, nothingYet }: { entry: FormEntry; nothingYet: string }): ReactNode {
  const fields = entry.issues.filter(
    ({ path }, i, all) => path.length > 0 && all.findIndex((each) => fieldId(each.path) === fieldId(path)) === i,
  )
  const whole = entry.issues.filter((issue) => issue.path.length === 0)
  const title = fields.length > 0 ? words.form.needLook(fields.length) : whole.map((issue) => issue.message).join(' ')
  return (
    <Notice title={title}>
      {nothingYet}{' '}
      {fields.map((issue, i) => (
        <span key={fieldId(issue.path)}>
          {i > 0 && ', '}
          <FieldLink id={fieldId(issue.path)}>{fieldLabel(entry.schema, issue.path)}</FieldLink>
        </span>
      ))}
    </Notice>
  )
}

// The page has a `<base href>`: a bare fragment would leave it, so the click is taken over.
function FieldLink({ id, children }: { id: string; children: ReactNode }): ReactNode {
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault()
        focusField(id)
      }}
    >
      {children}
    </a>
  )
}

function submitForm(id: string, andNext: boolean): void {
  const form = document.getElementById(id)
  if (!(form instanceof HTMLFormElement)) return
  // A button for the next task says so by its value; where there is none, the form is sent all the same.
  const button = andNext ? document.querySelector<HTMLElement>(`button[form="${CSS.escape(id)}"][value="next"]`) : null
  form.requestSubmit(button)
}

const isForNext = (button: HTMLElement | null): boolean =>
  button instanceof HTMLButtonElement && button.value === 'next'

function errorTree(issues: readonly Issue[]): ErrorSchema {
  const tree: ErrorSchema = {}
  for (const { path, message } of issues) {
    let at = tree as Record<string, unknown>
    for (const part of path) at = (at[part] ??= {}) as Record<string, unknown>
    at['__errors'] = [...((at['__errors'] as string[] | undefined) ?? []), message]
  }
  return tree
}
