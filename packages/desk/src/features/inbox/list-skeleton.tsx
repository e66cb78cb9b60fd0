import type { TaskListName } from 'handover/client'
import type { ReactNode } from 'react'
import { Hidden } from '../../components/hidden.tsx'
import { words } from '../../components/words.ts'
import classes from './task-list.module.css'

/** Rows to come, in the grid of those that will stand there; not before 150 ms. */
export function ListSkeleton({ list }: { list: TaskListName }): ReactNode {
  return (
    <div role="status">
      <Hidden>{words.loading}</Hidden>
      <div className={classes.skeleton} aria-hidden>
        {Array.from({ length: 12 }, (_, i) => (
          <div key={i} className={classes.row} data-list={list}>
            {list !== 'archive' && <span className={classes.select} />}
            <i className={classes.what} style={{ maxWidth: `${38 + ((i * 17) % 40)}%` }} />
            <span className={classes.meta}>
              <i className={classes.flow} />
              <i className={classes.from} />
            </span>
            <i className={list === 'archive' ? classes.status : classes.due} />
            <i className={classes.age} />
          </div>
        ))}
      </div>
    </div>
  )
}
