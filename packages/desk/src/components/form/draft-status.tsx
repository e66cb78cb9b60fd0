import type { ReactNode } from 'react'
import { useLostSince } from '../../api/connection.ts'
import { timeOf } from '../relative-time.ts'
import { words } from '../words.ts'
import classes from './draft.module.css'
import type { KeptDraft } from './use-draft.ts'

/** Beside the buttons: that what is typed is kept, or that the server cannot be reached. */
export function DraftStatus({ draft }: { draft: KeptDraft }): ReactNode {
  const lost = useLostSince()
  const says = draft.state === 'kept' ? words.draft.kept : draft.state === 'tooLarge' ? words.draft.tooLarge : undefined
  return (
    <span className={classes.status} role="status" {...(lost !== undefined && { 'data-lost': true })}>
      {lost === undefined ? says : words.draft.offline(timeOf(lost, Date.now()))}
    </span>
  )
}
