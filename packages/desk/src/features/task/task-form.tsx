import type { Form, TaskDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { problemOf } from '../../api/problem.ts'
import { DraftNotice } from '../../components/form/draft-notice.tsx'
import { DraftStatus } from '../../components/form/draft-status.tsx'
import { undecided } from '../../components/form/undecided.ts'
import { useDraft } from '../../components/form/use-draft.ts'
import { LoadingRows } from '../../components/more.tsx'
import { EntryForm } from '../../components/own/entry-form.tsx'
import { words } from '../../components/words.ts'
import { useTaskDraft } from './use-task-draft.ts'
import type { TaskDeeds } from './use-task-deeds.tsx'

interface TaskFormProps {
  readonly task: TaskDetail
  /** Of the form, so that the buttons at the bottom can submit it. */
  readonly id: string
  readonly form: Form
  readonly deeds: TaskDeeds
  readonly takesFocus: boolean
  /** Where it is said that a draft is kept. */
  readonly statusAt: HTMLElement | null
}

/** What a task asks for; what is typed is kept in this browser until it is sent. */
export function TaskForm(props: TaskFormProps): ReactNode {
  const { place, isReady } = useTaskDraft(props.task.id)
  if (!isReady) return <LoadingRows count={2} />
  return <KeptForm key={place} {...props} place={place} />
}

function KeptForm(props: TaskFormProps & { readonly place: string | undefined }): ReactNode {
  const { task, id, form, deeds, takesFocus, statusAt, place } = props
  const { entry, draft } = useDraft(undecided(form), place)
  const submit = (andNext: boolean) => {
    // Somebody else may have been faster, and the form goes with the task.
    draft.keep()
    deeds.complete(entry.sent(), {
      andNext,
      onDone: draft.forget,
      onRefused: (error) => entry.refuse(problemOf(error)),
    })
  }
  const { nothingYet } = words.task
  const { component } = form
  const isBusy = deeds.busy === 'complete'
  return (
    <>
      <DraftNotice draft={draft} />
      <EntryForm {...{ component, task, isBusy, id, entry, nothingYet, takesFocus }} onSubmit={submit} />
      {statusAt !== null && createPortal(<DraftStatus draft={draft} />, statusAt)}
    </>
  )
}
