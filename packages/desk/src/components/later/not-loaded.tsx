import type { ReactNode } from 'react'
import { Notice } from '../refusal.tsx'
import { words } from '../words.ts'
import classes from './not-loaded.module.css'
import { TryAgain } from './try-again.tsx'

/** In the place of a part whose code did not come. */
export function NotLoaded(): ReactNode {
  return <Missing title={words.later.part} />
}

export function Missing({ title }: { title: string }): ReactNode {
  return (
    <div className={classes.missing}>
      <Notice title={title}>
        {words.later.anew}
        <TryAgain />
      </Notice>
    </div>
  )
}
