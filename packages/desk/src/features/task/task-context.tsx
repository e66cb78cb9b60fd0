import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ProcessDetail, ProcessTask, TaskDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { flowQuery, historyQuery, processQuery } from '../../api/queries.ts'
import { Consequences } from '../../components/consequences.tsx'
import { History } from '../../components/history.tsx'
import { isBeside, isOpen } from '../../components/is-open.ts'
import { useNow } from '../../components/now.ts'
import { useIsMe } from '../../components/person.tsx'
import { FlowPicture } from '../../components/picture/flow-picture.tsx'
import { pictureState, takenEdges } from '../../components/picture/picture-state.ts'
import { Section } from '../../components/section.tsx'
import { Status } from '../../components/status.tsx'
import { words } from '../../components/words.ts'
import classes from './task-context.module.css'

/** Beside the work: where the process stands, and how it came here. */
export function TaskContext({ task }: { task: TaskDetail }): ReactNode {
  const process = useQuery(processQuery(task.process.id))
  const history = useQuery(historyQuery(task.process.id))
  return (
    <>
      <Section
        title={words.task.standing}
        side={
          <Link to="/processes/$process" params={{ process: task.process.id }}>
            {words.task.openProcess}
          </Link>
        }
      >
        {process.data && <Standing process={process.data} task={task.id} />}
        {task.can.complete.allowed && <Consequences flow={task.process.flow} node={task.node} form={task.form} />}
      </Section>
      <Section title={words.process.history}>{history.data && <History of={history.data} />}</Section>
    </>
  )
}

function Standing({ process, task }: { process: ProcessDetail; task: string }): ReactNode {
  const flow = useQuery(flowQuery(process.flow))
  const now = useNow()
  const isMe = useIsMe()
  const open = process.tasks.filter((each) => isOpen(each) && !isBeside(each))
  return (
    <>
      <div className={classes.picture}>
        {flow.data && (
          <FlowPicture
            title={flow.data.title}
            picture={flow.data.picture}
            states={pictureState(process.tasks, now)}
            taken={takenEdges(process.tasks)}
            size="mini"
          />
        )}
      </div>
      <ol className={classes.next}>
        {open.map((each) => (
          <li key={each.id} {...(each.id === task && { 'aria-current': 'step' as const })}>
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
    </>
  )
}

function stateOf({ status, reason, shape }: ProcessTask): string {
  const word = status === 'new' && shape !== 'human' ? words.status.waiting : words.status[status]
  return (words.reasons[reason ?? ''] ?? word).toLowerCase()
}
