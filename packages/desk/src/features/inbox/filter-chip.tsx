import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconX } from '@tabler/icons-react'
import type { ComponentProps, ReactNode } from 'react'
import { words } from '../../components/words.ts'
import classes from './filters.module.css'

interface ChipProps {
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
        <button type="button" className={classes.cross} aria-label={words.inbox.remove(label)} onClick={onClear}>
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
      {value === undefined ? label : words.inbox.on(label, value)}
      {value === undefined && <IconChevronDown size={13} aria-hidden />}
    </button>
  )
}

interface MenuChipProps extends ChipProps {
  readonly children: ReactNode
  readonly onOpen?: () => void
}

/** A chip with a menu of what it can be set to. */
export function MenuChip({ label, value, onClear, onOpen, children }: MenuChipProps): ReactNode {
  return (
    <Chip label={label} value={value} onClear={onClear}>
      <Menu position="bottom-start" width={232} {...(onOpen && { onOpen })}>
        <Menu.Target>
          <ChipButton label={label} value={value} />
        </Menu.Target>
        <Menu.Dropdown className={classes.menu ?? ''}>{children}</Menu.Dropdown>
      </Menu>
    </Chip>
  )
}

interface ChoiceProps {
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly children: ReactNode
}

export function Choice({ isChosen, onChoose, children }: ChoiceProps): ReactNode {
  return (
    <Menu.RadioItem
      value="choice"
      checked={isChosen}
      closeMenuOnClick
      checkIcon={<IconCheck size={15} stroke={2} aria-hidden />}
      onClick={onChoose}
    >
      {children}
    </Menu.RadioItem>
  )
}
