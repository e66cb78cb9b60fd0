import { IconClockExclamation } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './due.module.css'
import { useNow } from './now.ts'
import { due } from './relative-time.ts'
import { Time } from './time.tsx'
import { words } from './words.ts'

/** When a task must be done; late ones carry a sign as well as a colour. */
export function Due({ at, prose = false }: { at: string | null; prose?: boolean }): ReactNode {
  const now = useNow()
  if (at === null) return <span className={`${classes.due} ${classes.none}`}>{words.list.noDate}</span>
  const { tone, text } = due(at, now)
  return (
    <span className={`${classes.due} ${classes[tone] ?? ''}`}>
      {tone === 'late' && <IconClockExclamation size={14} stroke={2} aria-hidden />}
      <Time at={at} says={words.list.dueAt}>
        {prose && tone !== 'late' ? words.task.due(text) : text}
      </Time>
    </span>
  )
}
