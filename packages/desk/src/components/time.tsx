import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { Hidden } from './hidden.tsx'
import { useNow } from './now.ts'
import { absolute, age, ago } from './relative-time.ts'
import classes from './time.module.css'

interface TimeProps {
  readonly at: string
  /** In prose ("3 d ago") or bare, as in lists ("3 d"). */
  readonly prose?: boolean
  /** Around the absolute time in the hint: "Opened Fri 20 Nov 2026, 13:56:41". */
  readonly says?: (at: string) => string
  /** Reachable by the keyboard, so that the hint opens on focus; leave out inside links and long lists. */
  readonly focusable?: boolean
  readonly children?: ReactNode
}

/** Relative to read, absolute to know. */
export function Time({ at, prose = false, says = (text) => text, focusable = false, children }: TimeProps): ReactNode {
  const now = useNow()
  const exact = says(absolute(at))
  return (
    <Tooltip label={exact} position="bottom">
      <time className={classes.time} dateTime={at} {...(focusable && { tabIndex: 0 })}>
        {children ?? (prose ? ago(at, now) : age(at, now))}
        <Hidden>, {exact}</Hidden>
      </time>
    </Tooltip>
  )
}
