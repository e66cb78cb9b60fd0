import type { ReactNode } from 'react'
import classes from './empty.module.css'

interface EmptyProps {
  readonly title: string
  readonly art?: 'passed' | 'search'
  /** On pages that have no other first heading. */
  readonly isPage?: boolean
  readonly children?: ReactNode
  readonly ways?: ReactNode
}

/** One sentence that says what is true, one that says what to do, at most two ways on. */
export function Empty({ title, art = 'passed', isPage = false, children, ways }: EmptyProps): ReactNode {
  return (
    <div className={classes.empty}>
      {art === 'passed' ? <Passed /> : <Search />}
      {isPage ? <h1>{title}</h1> : <h2>{title}</h2>}
      <p>{children}</p>
      <div className={classes.ways}>{ways}</div>
    </div>
  )
}

/** The flow's own signs: what came in has gone out, and the place in the middle is free. */
function Passed(): ReactNode {
  return (
    <svg className={classes.art} width="220" height="56" viewBox="0 0 220 56" aria-hidden>
      <path d="M35 28h43M142 28h43" />
      <circle cx="22" cy="28" r="12" />
      <rect className={classes.yours} x="80" y="8" width="60" height="40" rx="8" />
      <circle className={classes.over} cx="198" cy="28" r="12" />
      <path className={classes.tick} d="M192.5 28.5l4 4 7-8" />
    </svg>
  )
}

function Search(): ReactNode {
  return (
    <svg className={classes.art} width="220" height="56" viewBox="0 0 220 56" aria-hidden>
      <path className={classes.dash} d="M35 28h51" />
      <circle cx="22" cy="28" r="12" />
      <path className={classes.dash} d="M110 6l22 22-22 22-22-22z" />
      <path className={classes.dash} d="M134 28h51" />
      <circle className={classes.dash} cx="198" cy="28" r="12" />
    </svg>
  )
}
