import { Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useKeys } from '../../components/keys.ts'
import page from '../../components/page.module.css'
import { words } from '../../components/words.ts'
import classes from './pager.module.css'
import { findTrail } from './trail.ts'

/** "1 of 14", with a way up and down the list that one came from; absent when one came from elsewhere. */
export function Pager({ task }: { task: string }): ReactNode {
  const queries = useQueryClient()
  const navigate = useNavigate()
  // As it was when the task was opened: it must not change under the hand.
  const [trail] = useState(() => findTrail(queries, task))
  const at = trail?.ids.indexOf(task) ?? -1
  const [previous, next] = [trail?.ids[at - 1], trail?.ids[at + 1]]
  const go = (id: string | undefined) => () => {
    if (id !== undefined) void navigate({ to: '/tasks/$task', params: { task: id }, replace: true })
  }
  useKeys({ ...(previous !== undefined && { k: go(previous) }), ...(next !== undefined && { j: go(next) }) })
  if (trail === undefined || trail.ids.length < 2) return null
  const of = `${trail.ids.length}${trail.hasMore ? '+' : ''}`
  return (
    <span className={classes.pager}>
      <span className={page.wideOnly}>{words.next.place(at + 1, of)}</span>
      <Step to={previous} label={words.next.previousTask} k="K">
        <IconArrowUp size={16} stroke={1.8} aria-hidden />
      </Step>
      <Step to={next} label={words.next.nextTask} k="J">
        <IconArrowDown size={16} stroke={1.8} aria-hidden />
      </Step>
    </span>
  )
}

interface StepProps {
  readonly to: string | undefined
  readonly label: string
  readonly k: string
  readonly children: ReactNode
}

function Step({ to, label, k, children }: StepProps): ReactNode {
  if (to === undefined) {
    return (
      <span className={page.iconButton} data-off aria-hidden>
        {children}
      </span>
    )
  }
  return (
    <Tooltip label={`${label} (${k})`}>
      <Link to="/tasks/$task" params={{ task: to }} replace className={page.iconButton} aria-label={label}>
        {children}
      </Link>
    </Tooltip>
  )
}
