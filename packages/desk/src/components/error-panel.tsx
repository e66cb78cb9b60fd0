import { IconAlertTriangleFilled } from '@tabler/icons-react'
import type { TaskError } from 'handover/client'
import type { ReactNode } from 'react'
import classes from './error-panel.module.css'
import { withLocalTimes } from './told.ts'
import { words } from './words.ts'

interface ErrorPanelProps {
  readonly error: TaskError
  /** Which step it was, where the page is not about that step alone. */
  readonly step?: ReactNode
  /** What can be done about it here. */
  readonly children?: ReactNode
}

/** Why a step stopped: what was thrown is the headline, in the words of the code. */
export function ErrorPanel({ error, step, children }: ErrorPanelProps): ReactNode {
  return (
    <section className={classes.panel} aria-label={words.status.error}>
      <IconAlertTriangleFilled size={18} aria-hidden />
      <div>
        <h2>{error.message === '' ? words.error.headline : withLocalTimes(error.message)}</h2>
        <p>
          {step} {words.error.text}
        </p>
        <code>{error.code}</code>
        {children !== undefined && <div className={classes.acts}>{children}</div>}
      </div>
    </section>
  )
}
