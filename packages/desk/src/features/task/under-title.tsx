import type { TaskDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { Due } from '../../components/due.tsx'
import { isForPeople } from '../../components/is-for-people.ts'
import classes from '../../components/page.module.css'
import { Person, useIsMe } from '../../components/person.tsx'
import { Status } from '../../components/status.tsx'
import { Time } from '../../components/time.tsx'
import { words } from '../../components/words.ts'

/** The state of a task in one line: status, due, whose process it is, since when. */
export function UnderTitle({ task }: { task: TaskDetail }): ReactNode {
  const isMe = useIsMe()
  const { status, owner, dueAt, createdAt, finishedAt, reason } = task
  const isHeld = status === 'assigned' && owner !== null
  const label = isMe(owner) ? words.task.assignedToYou : words.task.assignedTo(owner?.name ?? '')
  return (
    <div className={classes.under}>
      <Status of={status} pill>
        {isHeld ? label : statusInWords(task)}
      </Status>
      {finishedAt === null && dueAt !== null && <Due at={dueAt} form="prose" />}
      {task.process.startedBy !== null && (
        <span className={classes.by}>
          {words.process.startedBy} <Person of={task.process.startedBy} />
        </span>
      )}
      {finishedAt === null ? (
        <span>
          {words.task.opened} <Time at={createdAt} prose focusable />
        </span>
      ) : (
        <span>
          {words.task.ended} <Time at={finishedAt} prose focusable />
          {owner !== null && status === 'done' && ` ${words.task.by(owner.name)}`}
        </span>
      )}
      {reason === 'process canceled' && <span>{words.task.withProcess}</span>}
    </div>
  )
}

/** What nobody takes is not unassigned, and why a task was canceled says more than that it was. */
function statusInWords(task: TaskDetail): string {
  const { status, reason } = task
  if (status === 'new' && !isForPeople(task)) return words.status.waiting
  return (status === 'canceled' ? words.reasons[reason ?? ''] : undefined) ?? words.status[status]
}
