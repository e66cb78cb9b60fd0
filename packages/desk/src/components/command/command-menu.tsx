import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsMove,
  IconBan,
  IconCalendarTime,
  IconChecks,
  IconCornerUpLeft,
  IconDots,
  IconPlayerSkipForward,
  IconPlus,
  IconRefresh,
  IconRotate2,
  IconTerminal2,
  IconUserShare,
} from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import { useTaskCommand } from '../../api/commands.ts'
import { focusPage } from '../focus-page.ts'
import { useSay } from '../message.tsx'
import page from '../page.module.css'
import { told } from '../told.ts'
import { words } from '../words.ts'
import type { AskedCommand } from './asks.ts'
import { CommandDialog, type CommandDialogProps } from './command-dialog.tsx'

const icons: Readonly<Record<AskedCommand, typeof IconDots>> = {
  assign: IconUserShare,
  reassign: IconUserShare,
  unassign: IconArrowBackUp,
  sendBack: IconCornerUpLeft,
  run: IconTerminal2,
  retry: IconRefresh,
  add: IconPlus,
  finish: IconChecks,
  skip: IconPlayerSkipForward,
  undo: IconRotate2,
  revive: IconArrowForwardUp,
  move: IconArrowsMove,
  reschedule: IconCalendarTime,
  cancel: IconBan,
}

interface CommandMenuProps {
  readonly task: CommandDialogProps['task']
  /** Those that the actor may give now, in the order in which they stand. */
  readonly commands: readonly AskedCommand[]
  /** Names the button where several stand on a page. */
  readonly label?: string
  /** Further things to do, at the end. */
  readonly children?: ReactNode
}

/** Everything else that one may do with a task; absent when there is nothing. */
export function CommandMenu({ task, commands, label = words.moreActions, children }: CommandMenuProps): ReactNode {
  const [asked, setAsked] = useState<AskedCommand>()
  const [isAsking, setAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const retry = useRetry(task)
  if (commands.length === 0 && children === undefined && asked === undefined) return null
  const choose = (command: AskedCommand) => {
    if (command === 'retry') return retry.act()
    setAsked(command)
    setAsking(true)
  }
  return (
    <>
      <Menu position="bottom-end" width={236}>
        <Menu.Target>
          <ActionIcon ref={button} variant="subtle" className={page.iconButton ?? ''} aria-label={label}>
            <IconDots size={18} stroke={1.8} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {commands.map((command) => (
            <Item key={command} command={command} onClick={() => choose(command)} />
          ))}
          {children}
        </Menu.Dropdown>
      </Menu>
      {asked !== undefined && (
        <CommandDialog
          task={task}
          command={asked}
          isOpen={isAsking}
          onClose={() => setAsking(false)}
          onClosed={() => {
            setAsked(undefined)
            // The button is gone when nothing is left to do.
            if (button.current?.isConnected === true) button.current.focus()
            else focusPage()
          }}
        />
      )}
    </>
  )
}

function Item({ command, onClick }: { command: AskedCommand; onClick: () => void }): ReactNode {
  const Icon = icons[command]
  return (
    <>
      {command === 'cancel' && <Menu.Divider />}
      <Menu.Item
        {...(command === 'cancel' && { 'data-tone': 'danger' })}
        leftSection={<Icon size={15} stroke={1.7} aria-hidden />}
        onClick={onClick}
      >
        {words.command[command].menu}
      </Menu.Item>
    </>
  )
}

/** Trying again needs nothing, and is done at once. */
export function useRetry({ id, title }: CommandDialogProps['task']) {
  const give = useTaskCommand()
  const say = useSay()
  const act = () => {
    if (give.isPending) return
    give.mutate(
      { id, command: 'retry' },
      {
        onSuccess: () => say({ text: words.command.retry.done(title) }),
        onError: (error) => say({ text: told(error).title }),
      },
    )
  }
  return { act, isBusy: give.isPending }
}
