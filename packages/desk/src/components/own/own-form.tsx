import { Suspense, useEffect, type ComponentType, type ReactNode } from 'react'
import { fieldId, fieldLabel } from '../form/field-names.ts'
import type { FormEntry } from '../form/use-form-entry.ts'
import { useSubmitKey } from '../keys.ts'
import { LoadingRows } from '../more.tsx'
import { Notice } from '../refusal.tsx'
import { words } from '../words.ts'
import classes from './own-form.module.css'
import { OwnWorkContext, type OwnWork } from './own-work.ts'

interface OwnFormProps {
  /** Of the form, so that a button outside of it can submit. */
  readonly id: string
  readonly of: ComponentType
  readonly task: OwnWork['task']
  readonly entry: FormEntry
  readonly isBusy: boolean
  readonly nothingYet: string
  readonly takesFocus?: boolean | undefined
  /** `andNext`: by the button, or the keys, that go on to the next task. */
  readonly onSubmit: (andNext: boolean) => void
}

/** The form of a node that names a component: the application draws the fields, the desk checks and sends them. */
export function OwnForm(props: OwnFormProps): ReactNode {
  const { id, of: Own, task, entry, isBusy, nothingYet, takesFocus = false, onSubmit } = props
  const { issues, refusals } = entry
  const submit = (andNext = false) => {
    if (entry.check()) onSubmit(andNext)
  }
  useSubmitKey(submit)
  useEffect(() => {
    const first = issues[0]
    if (first !== undefined) focusField(fieldId(first.path))
    // Only a new refusal moves the focus, not each letter typed after it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [refusals])
  useEffect(() => {
    if (takesFocus) focusField(id)
  }, [takesFocus, id])
  return (
    <form
      id={id}
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const { submitter } = event.nativeEvent as SubmitEvent
        submit(submitter instanceof HTMLButtonElement && submitter.value === 'next')
      }}
    >
      {issues.length > 0 && <Mistakes entry={entry} nothingYet={nothingYet} />}
      <OwnWorkContext value={{ task, entry, isBusy, submit: () => submit() }}>
        <Suspense fallback={<LoadingRows count={2} />}>
          <Own />
        </Suspense>
      </OwnWorkContext>
    </form>
  )
}

/** What is wrong, with a link to each field that the component shows under its id. */
function Mistakes({ entry, nothingYet }: { entry: FormEntry; nothingYet: string }): ReactNode {
  const fields = entry.issues.filter((issue) => issue.path.length > 0)
  const whole = entry.issues.filter((issue) => issue.path.length === 0)
  const title = fields.length > 0 ? words.form.needLook(fields.length) : whole.map(({ message }) => message).join(' ')
  return (
    <Notice title={title}>
      {nothingYet}{' '}
      {fields.map(({ path }, i) => (
        <span key={fieldId(path)}>
          {i > 0 && ', '}
          <a
            href={`#${fieldId(path)}`}
            onClick={(event) => {
              // The page has a `<base href>`: a bare fragment would leave it.
              event.preventDefault()
              focusField(fieldId(path))
            }}
          >
            {fieldLabel(entry.schema, path)}
          </a>
        </span>
      ))}
    </Notice>
  )
}

const entering = 'input, textarea, select, button'

function focusField(id: string): void {
  const place = document.getElementById(id)
  const input = place?.matches(entering) ? place : place?.querySelector<HTMLElement>(entering)
  input?.focus()
  input?.scrollIntoView({ block: 'center' })
}
