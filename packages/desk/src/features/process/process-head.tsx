import { Link } from '@tanstack/react-router'
import type { ProcessDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { isHeld, isWork } from '../../components/is-open.ts'
import { nameOf } from '../../components/name-of.ts'
import classes from '../../components/page.module.css'
import { Status } from '../../components/status.tsx'
import { Time } from '../../components/time.tsx'
import { words } from '../../components/words.ts'
import own from './process-page.module.css'

/** The title of a process is its name; under it how it is, who began it, how it ended. */
export function ProcessHead({ process }: { process: ProcessDetail }): ReactNode {
  const { status, startedBy, createdAt, finishedAt, outcomeTitle, reason, parent, halt } = process
  const ended = status === 'canceled' && halt !== null ? words.process.canceledBy(halt.by?.name) : words.process.ended
  const open = process.tasks.filter(isWork).length
  const isStopped = process.attention !== null && !isHeld(process)
  return (
    <>
      <h1 className={classes.title}>{nameOf(process)}</h1>
      <div className={classes.under}>
        {isStopped ? (
          <Status of="error" pill>
            {words.process.attention}
          </Status>
        ) : (
          <Status of={isHeld(process) ? 'suspended' : status} pill />
        )}
        {outcomeTitle !== null && <b className={classes.outcome}>{outcomeTitle}</b>}
        <span>
          {startedBy === null ? words.process.startedBySystem : `${words.process.startedBy} ${startedBy.name}`}{' '}
          <Time at={createdAt} prose focusable />
        </span>
        {finishedAt !== null && (
          <span>
            {ended} <Time at={finishedAt} prose focusable />
          </span>
        )}
        {reason !== null && reason !== 'canceled' && <span>{words.process.reason(reason)}</span>}
        {status === 'running' && <span>{words.process.open(open)}</span>}
        {parent !== null && (
          <span>
            {words.process.calledBy}{' '}
            <Link to="/processes/$process" params={{ process: parent.process.id }} className={own.parent ?? ''}>
              #{parent.process.number} {parent.title}
            </Link>
          </span>
        )}
      </div>
      {status === 'canceled' && <Said note={halt?.note ?? null} />}
    </>
  )
}

/** What somebody said who suspended or canceled it. */
export function Said({ note }: { note: string | null }): ReactNode {
  return note === null ? null : <blockquote className={own.said}>{note}</blockquote>
}
