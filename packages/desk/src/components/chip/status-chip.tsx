import type { ReactNode } from 'react'
import classes from './chip.module.css'

interface StatusChipProps {
  readonly isOn: boolean
  readonly onClick: () => void
  readonly count?: string | undefined
  readonly children: ReactNode
}

/** One of several that exclude each other, with how many there are. */
export function StatusChip({ isOn, onClick, count, children }: StatusChipProps): ReactNode {
  return (
    <span className={classes.chip}>
      <button type="button" aria-pressed={isOn} onClick={onClick}>
        {children}
        {count !== undefined && <b>{count}</b>}
      </button>
    </span>
  )
}
