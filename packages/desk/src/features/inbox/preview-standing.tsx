import { useQuery } from '@tanstack/react-query'
import type { TaskDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { flowQuery, processQuery } from '../../api/queries.ts'
import { Hidden } from '../../components/hidden.tsx'
import { isBeside, isOpen } from '../../components/is-open.ts'
import { useNow } from '../../components/now.ts'
import { useIsMe } from '../../components/person.tsx'
import { FlowPicture } from '../../components/picture/flow-picture.tsx'
import { pictureState, takenEdges } from '../../components/picture/picture-state.ts'
import { Status } from '../../components/status.tsx'
import { words } from '../../components/words.ts'
import classes from './task-preview.module.css'

/** The picture of the process, small, and who has what is open in it. */
export function PreviewStanding({ task }: { task: TaskDetail }): ReactNode {
  const { data: process } = useQuery(processQuery(task.process.id))
  const { data: flow } = useQuery(flowQuery(task.process.flow))
  const now = useNow()
  const isMe = useIsMe()
  if (process === undefined) return null
  const open = process.tasks.filter((each) => isOpen(each) && !isBeside(each))
  return (
    <section className={classes.standing}>
      <Hidden>
        <h3>{words.inbox.standing}</h3>
      </Hidden>
      {flow && (
        <FlowPicture
          title={flow.title}
          picture={flow.picture}
          states={pictureState(process.tasks, now)}
          taken={takenEdges(process.tasks)}
          size="mini"
        />
      )}
      <ol>
        {open.map((each) => (
          <li key={each.id} {...(each.id === task.id && { 'aria-current': 'step' as const })}>
            <Status of={each.status}>{each.title}</Status>
            <span>{isMe(each.owner) ? words.you : (each.owner?.name ?? words.status[each.status].toLowerCase())}</span>
          </li>
        ))}
        {open.length === 0 && (
          <li>
            <Status of={process.status} />
            <span>{process.outcomeTitle}</span>
          </li>
        )}
      </ol>
    </section>
  )
}
