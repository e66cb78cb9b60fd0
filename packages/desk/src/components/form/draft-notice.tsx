import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { timeOf } from '../relative-time.ts'
import { words } from '../words.ts'
import classes from './draft.module.css'
import type { KeptDraft } from './use-draft.ts'

/** Over a form: that what was typed before is back, or that it does not fit any more, and what one can do. */
export function DraftNotice({ draft }: { draft: KeptDraft }): ReactNode {
  const { found } = draft
  if (found === undefined) return null
  const at = timeOf(found.at, Date.now())
  const isBack = found.state === 'restored'
  const isForm = found.state === 'formChanged'
  const title = isBack ? words.draft.restored(at) : isForm ? words.draft.staleForm(at) : words.draft.stale(at)
  const text = isBack ? words.draft.restoredText : isForm ? words.draft.staleFormText : words.draft.staleText
  return (
    <div className={classes.notice} role="status">
      <p>
        <b>{title}</b> {text}
      </p>
      <span>
        {!isBack && (
          <Button variant="default" onClick={draft.use}>
            {words.draft.use}
          </Button>
        )}
        <Button variant="subtle" onClick={draft.discard}>
          {words.draft.discard}
        </Button>
      </span>
    </div>
  )
}
