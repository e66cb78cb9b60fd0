import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Form, Task, TaskDetail } from 'handover/client'
import { useId, type ReactNode } from 'react'
import { useTaskCommand } from '../api/commands.ts'
import { problemOf } from '../api/problem.ts'
import { taskQuery } from '../api/queries.ts'
import { SubmitButton } from '../components/form/submit-button.tsx'
import { undecided } from '../components/form/undecided.ts'
import { useFormEntry } from '../components/form/use-form-entry.ts'
import { LoadingRows } from '../components/more.tsx'
import { EntryForm } from '../components/own/entry-form.tsx'
import { Refusal } from '../components/refusal.tsx'
import { reasonOf } from '../components/told.ts'
import { words } from '../components/words.ts'
import { Placed } from './placed.tsx'
import classes from './task-form.module.css'

export interface TaskFormProps {
  /** The id of the task. */
  readonly task: string
  /** After it was completed, for example to go back to the inbox. */
  readonly onDone?: (task: Task) => void
}

/** What a task asks for, with the buttons to take and to complete it. */
export function TaskForm({ task, onDone }: TaskFormProps): ReactNode {
  return (
    <Placed>
      <Loaded key={task} id={task} onDone={onDone} />
    </Placed>
  )
}

type OnDone = TaskFormProps['onDone'] | undefined

function Loaded({ id, onDone }: { id: string; onDone: OnDone }): ReactNode {
  const task = useQuery(taskQuery(id))
  if (task.data === undefined) return task.error ? <Refusal error={task.error} /> : <LoadingRows count={3} />
  const { can, form } = task.data
  if (!can.complete.allowed) return <NotNow task={task.data} />
  return <Work task={task.data} form={form} onDone={onDone} />
}

/** Take it first, or read why there is nothing to do here. */
function NotNow({ task }: { task: TaskDetail }): ReactNode {
  const take = useTaskCommand()
  const { can, id, finishedAt } = task
  if (!can.assign.allowed) {
    return <p className={classes.reason}>{finishedAt === null ? reasonOf(can.complete) : words.own.gone}</p>
  }
  return (
    <div className={classes.form}>
      {take.error && <Refusal error={take.error} />}
      <p className={classes.reason}>{words.own.notMine}</p>
      <div>
        <Button loading={take.isPending} onClick={() => take.mutate({ id, command: 'assign' })}>
          {words.task.take}
        </Button>
      </div>
    </div>
  )
}

const blank: Form = { schema: { type: 'object', properties: {} }, fields: [], values: {}, component: null }

function Work({ task, form, onDone }: { task: TaskDetail; form: Form | null; onDone: OnDone }): ReactNode {
  const id = useId()
  const command = useTaskCommand()
  const entry = useFormEntry(undecided(form ?? blank))
  const complete = () => {
    if (command.isPending) return
    command.mutate(
      { id: task.id, command: 'complete', body: { input: entry.sent() } },
      {
        onSuccess: (done) => onDone?.(done),
        onError: (error) => {
          if (entry.refuse(problemOf(error))) command.reset()
        },
      },
    )
  }
  const component = form?.component ?? null
  const shown = { component, task, id, entry, isBusy: command.isPending, nothingYet: words.task.nothingYet }
  return (
    <div className={classes.form}>
      {command.error && <Refusal error={command.error} />}
      {form !== null && <EntryForm {...shown} onSubmit={complete} />}
      <div>
        {form === null ? (
          <Button onClick={complete} loading={command.isPending}>
            {words.task.complete}
          </Button>
        ) : (
          <SubmitButton form={id} loading={command.isPending}>
            {words.task.complete}
          </SubmitButton>
        )}
      </div>
    </div>
  )
}
