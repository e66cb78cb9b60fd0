import type { ReactNode } from 'react'
import classes from './hidden.module.css'

/** Text for screen readers alone. */
export function Hidden({ children }: { children: ReactNode }): ReactNode {
  return <span className={classes.hidden}>{children}</span>
}
