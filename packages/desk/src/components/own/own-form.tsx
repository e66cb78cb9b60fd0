import { Suspense, type ComponentType, type ReactNode } from 'react'
import { isForNext, Mistakes, useFormFocus } from '../form/mistakes.tsx'
import { useFormState } from '../form/form-states.ts'
import type { FormEntry } from '../form/use-form-entry.ts'
import { useSubmitKey } from '../keys.ts'
import { LoadingRows } from '../more.tsx'
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
  const submit = (andNext = false) => {
    if (entry.check()) onSubmit(andNext)
  }
  useSubmitKey(submit)
  useFormFocus(id, entry, takesFocus)
  return (
    <form
      id={id}
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit(isForNext(event.nativeEvent as SubmitEvent))
      }}
    >
      {entry.issues.length > 0 && <Mistakes entry={entry} nothingYet={nothingYet} />}
      <OwnWorkContext value={{ task, entry, isBusy, submit: () => submit() }}>
        <Suspense fallback={<LoadingRows count={2} />}>
          <Own />
          <Shown form={id} />
        </Suspense>
      </OwnWorkContext>
    </form>
  )
}

/** Beside the component, which may be on its way itself. */
function Shown({ form }: { form: string }): ReactNode {
  useFormState(form, 'shown')
  return null
}
