import type { ListedProcess } from 'handover/client'
import type { ReactNode } from 'react'
import { Hidden } from '../../components/hidden.tsx'
import { words } from '../../components/words.ts'
import classes from './stands-at.module.css'

const { processes: says } = words

/** Where a process stands: the step, who has it, and how many further branches are open; how it ended when it has. */
export function StandsAt({ process }: { process: ListedProcess }): ReactNode {
  const { standsAt, outcomeTitle, reason, halt } = process
  if (standsAt === null) {
    const ended = outcomeTitle ?? (reason === 'canceled' ? halt?.note : reason)
    return <span className={classes.ended}>{ended}</span>
  }
  const { title, status, owner, shape, more, failures } = standsAt
  const isFree = status === 'new' && shape === 'human'
  return (
    <span className={classes.place}>
      {title}
      {status === 'error' ? (
        <b>{failures === 0 ? words.status.error : says.failedTimes(failures)}</b>
      ) : (
        (owner !== null || isFree) && <small>{owner?.name ?? says.unassigned}</small>
      )}
      {more > 0 && (
        <small>
          <span aria-hidden>+{more}</span>
          <Hidden>{says.further(more)}</Hidden>
        </small>
      )}
    </span>
  )
}
