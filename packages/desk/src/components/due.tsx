import { IconClockExclamation } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './due.module.css'
import { useNow } from './now.ts'
import { due, exactDue } from './relative-time.ts'
import { Time } from './time.tsx'
import { words } from './words.ts'

interface DueProps {
  readonly at: string | null
  /** `short` in lists, `prose` in a line of text, `exact` with day and hour where one task is looked at. */
  readonly form?: 'short' | 'prose' | 'exact'
}

/** When a task must be done; late ones carry a sign as well as a colour. */
export function Due({ at, form = 'short' }: DueProps): ReactNode {
  const now = useNow()
  if (at === null) return <span className={`${classes.due} ${classes.none}`}>{words.list.noDate}</span>
  const { tone, text } = form === 'exact' ? exactDue(at, now) : due(at, now)
  return (
    <span className={`${classes.due} ${classes[tone] ?? ''}`}>
      {tone === 'late' && <IconClockExclamation size={14} stroke={2} aria-hidden />}
      <Time at={at} says={words.list.dueAt} focusable={form !== 'short'}>
        {form === 'prose' && tone !== 'late' ? words.task.due(text) : text}
      </Time>
    </span>
  )
}
