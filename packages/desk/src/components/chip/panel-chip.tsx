import { Popover } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Chip, ChipButton, type ChipProps } from './chip.tsx'
import classes from './chip.module.css'

interface PanelChipProps extends ChipProps {
  /** What the panel holds; `close` shuts it when something was chosen. */
  readonly children: (close: () => void) => ReactNode
}

/** A filter that needs fields, as a small panel under its chip. */
export function PanelChip({ label, value, onClear, children }: PanelChipProps): ReactNode {
  const [isOpen, setOpen] = useState(false)
  return (
    <Chip label={label} value={value} onClear={onClear}>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={260} trapFocus returnFocus>
        <Popover.Target>
          <ChipButton label={label} value={value} onClick={() => setOpen(!isOpen)} />
        </Popover.Target>
        <Popover.Dropdown className={classes.panel ?? ''} aria-label={label}>
          {children(() => setOpen(false))}
        </Popover.Dropdown>
      </Popover>
    </Chip>
  )
}

/** A way inside a panel. */
export function PanelItem({ onClick, children }: { onClick: () => void; children: ReactNode }): ReactNode {
  return (
    <button type="button" className={classes.item} onClick={onClick}>
      {children}
    </button>
  )
}
