import { Menu, Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import classes from './filter-chip.module.css'

interface ChipProps {
  readonly isOn: boolean
  readonly onClick: () => void
  readonly count?: string | undefined
  readonly children: ReactNode
}

/** One of several that exclude each other; on, it is filled. */
export function Chip({ isOn, onClick, count, children }: ChipProps): ReactNode {
  return (
    <button type="button" className={classes.chip} aria-pressed={isOn} onClick={onClick}>
      {children}
      {count !== undefined && <b>{count}</b>}
    </button>
  )
}

interface Choice {
  readonly value: string
  readonly label: string
}
interface MenuChipProps {
  readonly name: string
  readonly value: string | undefined
  /** What the first item says, which takes the filter away. */
  readonly any: string
  readonly choices: readonly Choice[]
  readonly onChoose: (value: string | undefined) => void
}

/** A filter with a few values, as a menu. */
export function MenuChip({ name, value, any, choices, onChoose }: MenuChipProps): ReactNode {
  const chosen = choices.find((choice) => choice.value === value)?.label ?? value
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <button type="button" className={classes.chip} {...(value !== undefined && { 'data-on': true })}>
          {name}: {chosen ?? any} <IconChevronDown size={13} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChoose(undefined)}>{any}</Menu.Item>
        {choices.map((choice) => (
          <Menu.Item key={choice.value} onClick={() => onChoose(choice.value)}>
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

interface PanelChipProps {
  readonly name: string
  /** What it is set to, in words; undefined when it is off. */
  readonly value: string | undefined
  /** What the panel holds; `close` shuts it when something was chosen. */
  readonly children: (close: () => void) => ReactNode
}

/** A filter that needs fields, as a small panel under its chip. */
export function PanelChip({ name, value, children }: PanelChipProps): ReactNode {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={260} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.chip}
          {...(value !== undefined && { 'data-on': true })}
          onClick={() => setOpen(!isOpen)}
        >
          {value === undefined ? name : `${name}: ${value}`} <IconChevronDown size={13} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel ?? ''} aria-label={name}>
        {children(() => setOpen(false))}
      </Popover.Dropdown>
    </Popover>
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
