import type { ReactNode } from 'react'
import classes from './mark.module.css'

export function Mark({ size = 20 }: { size?: number }): ReactNode {
  return (
    <svg className={classes.mark} width={size} height={size} viewBox="0 0 20 20" aria-hidden>
      <rect width="20" height="20" rx="5" />
      <path d="M4 7.4h8.2M7.8 12.6H16" />
    </svg>
  )
}
