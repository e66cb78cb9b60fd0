import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleMinus,
  IconClock,
  IconPlayerPause,
  IconProgress,
  IconRotateClockwise,
} from '@tabler/icons-react'
import type { ProcessStatus, TaskStatus } from 'handover/client'
import type { ReactNode } from 'react'
import classes from './status.module.css'
import { words } from './words.ts'

/** Half full: somebody has it, it is not done. The same sign stands on the picture. */
function IconHalf({ size = 16 }: { size?: number | string; stroke?: number | string }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="2.2" />
      <path d="M12 6a6 6 0 0 1 0 12z" fill="currentColor" />
    </svg>
  )
}

const signs = {
  new: ['grey', IconCircleDashed],
  assigned: ['accent', IconHalf],
  scheduled: ['amber', IconClock],
  started: ['accent', IconProgress],
  done: ['green', IconCircleCheckFilled],
  canceled: ['grey', IconCircleMinus],
  error: ['red', IconAlertTriangleFilled],
  revived: ['amber', IconRotateClockwise],
  running: ['accent', IconProgress],
  failed: ['red', IconAlertTriangleFilled],
  suspended: ['amber', IconPlayerPause],
} as const

interface StatusProps {
  readonly of: TaskStatus | ProcessStatus | 'suspended'
  /** Once, under the title of a page; plain everywhere else. */
  readonly pill?: boolean
  readonly children?: ReactNode
}

/** A status: always a sign and a word. */
export function Status({ of, pill = false, children }: StatusProps): ReactNode {
  const [tone, Sign] = signs[of]
  return (
    <span className={`${classes.status} ${classes[tone]} ${pill ? classes.pill : ''}`}>
      <Sign size={pill ? 14 : 15} stroke={2} aria-hidden />
      {children ?? words.status[of]}
    </span>
  )
}
