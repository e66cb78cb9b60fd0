import type { ReactNode } from 'react'
import classes from './page.module.css'

interface ListPageProps {
  readonly title: string
  readonly count?: string | undefined
  /** At the right of the title: search, buttons. */
  readonly side?: ReactNode
  /** Between the title and the rows: filters. */
  readonly filters?: ReactNode
  readonly children: ReactNode
}

/** A page that is one list: title and count, filters, and rows that scroll. */
export function ListPage({ title, count, side, filters, children }: ListPageProps): ReactNode {
  return (
    <div className={classes.list}>
      <header className={classes.bar}>
        <h1>{title}</h1>
        {count !== undefined && <span className={classes.count}>{count}</span>}
        <span className={classes.grow} />
        {side}
      </header>
      {filters}
      <div className={classes.rows}>{children}</div>
    </div>
  )
}
