import type { TaskDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { Due } from '../../components/due.tsx'
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
        {isHeld ? label : words.status[status]}
      </Status>
      {finishedAt === null && dueAt !== null && <Due at={dueAt} prose />}
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
      {reason !== null && reason !== '' && <span>{reason}</span>}
    </div>
  )
}
