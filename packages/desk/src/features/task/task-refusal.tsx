import type { TaskDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { problemOf } from '../../api/problem.ts'
import { useIsMe } from '../../components/person.tsx'
import { Notice, Refusal } from '../../components/refusal.tsx'
import { beforeThat, timeOf } from '../../components/relative-time.ts'
import { words } from '../../components/words.ts'

interface TaskRefusalProps {
  readonly task: TaskDetail
  readonly error: Error
  /** When the command was given, in milliseconds. */
  readonly triedAt: number
  /** Whether there was a form to type into. */
  readonly hadForm: boolean
}

/** Why the last command was refused; where somebody was faster, who and by how much. */
export function TaskRefusal({ task, error, triedAt, hadForm }: TaskRefusalProps): ReactNode {
  const isMe = useIsMe()
  const { finishedAt, endedBy, status } = task
  const isConflict = problemOf(error).code === 'TASK_ENDED' && finishedAt !== null && endedBy !== null
  if (!isConflict || isMe(endedBy) || (status !== 'done' && status !== 'canceled')) return <Refusal error={error} />
  const at = Date.parse(finishedAt)
  const says = status === 'done' ? words.conflict.completed : words.conflict.canceled
  return (
    <Notice title={says(endedBy.name, timeOf(at, triedAt), beforeThat(at, triedAt))} takesFocus>
      {hadForm ? words.conflict.kept : words.conflict.nothing}
    </Notice>
  )
}
