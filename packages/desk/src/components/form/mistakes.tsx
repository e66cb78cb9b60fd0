import { useEffect, type ReactNode } from 'react'
import { Notice } from '../refusal.tsx'
import { words } from '../words.ts'
import { fieldId, fieldLabel } from './field-names.ts'
import { focusField } from './focus-field.ts'
import type { FormEntry } from './use-form-entry.ts'

/** How many fields need another look, with a link to each of them. */
export function Mistakes({ entry, nothingYet }: { entry: FormEntry; nothingYet: string }): ReactNode {
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

/** The focus goes to the first wrong field when a form is refused, and into a form that somebody has asked for. */
export function useFormFocus(id: string, { issues, refusals }: FormEntry, takesFocus: boolean): void {
  useEffect(() => {
    const first = issues[0]
    if (first !== undefined) focusField(fieldId(first.path))
    // Only a new refusal moves the focus, not each letter typed after it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [refusals])
  useEffect(() => {
    if (takesFocus) focusField(id)
  }, [takesFocus, id])
}

/** Whether a form was sent by the button, or the keys, that go on to the next task. */
export function isForNext({ submitter }: SubmitEvent): boolean {
  return submitter instanceof HTMLButtonElement && submitter.value === 'next'
}
