import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Chip, ChipButton, type ChipProps } from './chip.tsx'
import classes from './chip.module.css'

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

/** One of what a menu sets its chip, or an order, to. */
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
