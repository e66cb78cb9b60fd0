import type { Progress } from 'handover/client'
import type { ReactNode } from 'react'
import classes from './job-progress.module.css'
import { words } from './words.ts'

/** How far a job is, as its body says: a bar, and its note. */
export function JobProgress({ of, title }: { of: Progress; title: string }): ReactNode {
  const percent = Math.round(of.done * 100)
  return (
    <span className={classes.progress}>
      <span
        className={classes.bar}
        role="progressbar"
        aria-label={words.progress.of(title)}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${percent}%` }} />
      </span>
      <span className={classes.note}>{words.progress.says(percent, of.note)}</span>
    </span>
  )
}
