import type { Form, TaskDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { problemOf } from '../../api/problem.ts'
import type { Fact } from '../../components/facts.tsx'
import { fieldLabel } from '../../components/form/check-form.ts'
import { undecided } from '../../components/form/undecided.ts'
import { useFormEntry } from '../../components/form/use-form-entry.ts'
import { EntryForm } from '../../components/own/entry-form.tsx'
import { words } from '../../components/words.ts'
import type { TaskDeeds } from './use-task-deeds.tsx'

interface TaskFormProps {
  readonly task: TaskDetail
  readonly id: string
  readonly form: Form
  readonly deeds: TaskDeeds
  readonly takesFocus: boolean
  /** Tells the page what was sent, so that it can still show it when the form has to go. */
  readonly onEntered: (facts: readonly Fact[]) => void
}

export function TaskForm({ task, id, form, deeds, takesFocus, onEntered }: TaskFormProps): ReactNode {
  const entry = useFormEntry(undecided(form))
  const submit = () => {
    onEntered(form.fields.map((key) => ({ key, label: fieldLabel(entry.schema, [key]), value: entry.values[key] })))
    deeds.complete(entry.values, (error) => entry.refuse(problemOf(error)))
  }
  const { nothingYet } = words.task
  const { component } = form
  const isBusy = deeds.busy === 'complete'
  return <EntryForm {...{ component, task, isBusy, id, entry, nothingYet, takesFocus }} onSubmit={submit} />
}
