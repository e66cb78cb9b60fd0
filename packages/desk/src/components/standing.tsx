import { useQuery } from '@tanstack/react-query'
import type { ProcessTask, TaskDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { flowQuery, processQuery } from '../api/queries.ts'
import { Consequences } from './consequences.tsx'
import { isBeside, isOpen } from './is-open.ts'
import { useNow } from './now.ts'
import { useIsMe } from './person.tsx'
import { FlowPicture } from './picture/flow-picture.tsx'
import { pictureState, takenEdges } from './picture/picture-state.ts'
import classes from './standing.module.css'
import { Status } from './status.tsx'
import { words } from './words.ts'

/** Where the process of a task stands: its picture, small, who has what is open in it, and what follows from the task. */
export function Standing({ task }: { task: TaskDetail }): ReactNode {
  const { data: process } = useQuery(processQuery(task.process.id))
  const { data: flow } = useQuery(flowQuery(task.process.flow))
  const now = useNow()
  const isMe = useIsMe()
  if (process === undefined) return null
  const open = process.tasks.filter((each) => isOpen(each) && !isBeside(each))
  return (
    <>
      {flow && (
        <div className={classes.picture}>
          <FlowPicture
            title={flow.title}
            picture={flow.picture}
            states={pictureState(process.tasks, now)}
            taken={takenEdges(process.tasks)}
            size="mini"
          />
        </div>
      )}
      <ol className={classes.next}>
        {open.map((each) => (
          <li key={each.id} {...(each.id === task.id && { 'aria-current': 'step' as const })}>
            <Status of={each.status}>{each.title}</Status>
            <span>{isMe(each.owner) ? words.you : (each.owner?.name ?? stateOf(each))}</span>
          </li>
        ))}
        {open.length === 0 && (
          <li>
            <Status of={process.status} />
            <span>{process.outcomeTitle}</span>
          </li>
        )}
      </ol>
      {task.can.complete.allowed && <Consequences flow={task.process.flow} node={task.node} form={task.form} />}
    </>
  )
}

function stateOf({ status, reason, shape }: ProcessTask): string {
  const word = status === 'new' && shape !== 'human' ? words.status.waiting : words.status[status]
  return (words.reasons[reason ?? ''] ?? word).toLowerCase()
}
