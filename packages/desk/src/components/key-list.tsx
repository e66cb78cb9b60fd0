import type { ReactNode } from 'react'
import classes from './key-list.module.css'
import { Hidden } from './hidden.tsx'
import { Key } from './key.tsx'
import { words } from './words.ts'

/** Every key that acts, with what it does. */
export function KeyList(): ReactNode {
  return (
    <dl className={classes.keys}>
      {words.keys.map(([keys, text]) => (
        <div key={keys}>
          <dt>
            <Key k={keys} />
            <Hidden>{keys}</Hidden>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
