import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Hidden } from './hidden.tsx'
import classes from './more.module.css'
import { words } from './words.ts'

interface Pages {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => Promise<unknown>
}

/** Brings the next page of a list; absent when there is none. */
export function More({ of: pages }: { of: Pages }): ReactNode {
  if (!pages.hasNextPage) return null
  return (
    <div className={classes.more}>
      <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {words.more}
      </Button>
    </div>
  )
}

/** Rows to come, in the grid of those that will stand there; not before 150 ms. */
export function LoadingRows({ count = 6 }: { count?: number }): ReactNode {
  return (
    <div role="status">
      <Hidden>{words.loading}</Hidden>
      <div className={classes.loading} aria-hidden>
        {Array.from({ length: count }, (_, i) => (
          <span key={i} />
        ))}
      </div>
    </div>
  )
}
