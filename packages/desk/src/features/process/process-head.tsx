import type { ProcessDetail } from 'handover/client'
import type { ReactNode } from 'react'
import classes from '../../components/page.module.css'
import { isOpen } from '../../components/picture/picture-state.ts'
import { Status } from '../../components/status.tsx'
import { Time } from '../../components/time.tsx'
import { words } from '../../components/words.ts'

/** The title of a process is its summary; under it how it is, who began it, how it ended. */
export function ProcessHead({ process }: { process: ProcessDetail }): ReactNode {
  const { status, startedBy, createdAt, finishedAt, outcomeTitle } = process
  const open = process.tasks.filter((task) => isOpen(task.status)).length
  return (
    <>
      <h1 className={classes.title}>{process.summary}</h1>
      <div className={classes.under}>
        <Status of={status} pill />
        {outcomeTitle !== null && <b className={classes.outcome}>{outcomeTitle}</b>}
        <span>
          {startedBy === null ? words.process.startedBySystem : `${words.process.startedBy} ${startedBy.name}`}{' '}
          <Time at={createdAt} prose focusable />
        </span>
        {finishedAt !== null && (
          <span>
            {words.process.ended} <Time at={finishedAt} prose focusable />
          </span>
        )}
        {status === 'running' && <span>{words.process.open(open)}</span>}
      </div>
    </>
  )
}
