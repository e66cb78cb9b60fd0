import { IconChevronDown, IconX } from '@tabler/icons-react'
import type { ComponentProps, ReactNode } from 'react'
import { words } from '../words.ts'
import classes from './chip.module.css'

export interface ChipProps {
  readonly label: string
  /** What it is set to; undefined while it is off. */
  readonly value: string | undefined
  readonly onClear: () => void
}

/** A filter: its name while it is off, its value and a cross while it is on. `children` wraps the button that opens it. */
export function Chip({ label, value, onClear, children }: ChipProps & { readonly children: ReactNode }): ReactNode {
  return (
    <span className={classes.chip} data-on={value !== undefined || undefined}>
      {children}
      {value !== undefined && (
        <button type="button" className={classes.cross} aria-label={words.chip.remove(label)} onClick={onClear}>
          <IconX size={13} stroke={2} aria-hidden />
        </button>
      )}
    </span>
  )
}

/** What opens the menu of a chip. */
export function ChipButton({
  label,
  value,
  ...button
}: Omit<ChipProps, 'onClear'> & ComponentProps<'button'>): ReactNode {
  return (
    <button type="button" {...button}>
      {value === undefined ? label : words.chip.on(label, value)}
      {value === undefined && <IconChevronDown size={13} aria-hidden />}
    </button>
  )
}
