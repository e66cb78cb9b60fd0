import { ActionIcon, Menu } from '@mantine/core'
import { IconBan, IconDots, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import type { ProcessDetail, ProcessTask } from 'handover/client'
import { useRef, useState, type ReactNode } from 'react'
import { useProcessCommand } from '../../api/commands.ts'
import { CancelDialog } from '../../components/command/cancel-dialog.tsx'
import { SuspendDialog } from '../../components/command/suspend-dialog.tsx'
import { focusPage } from '../../components/focus-page.ts'
import { isBeside, isOpen } from '../../components/is-open.ts'
import { LinkButton } from '../../components/link-button.tsx'
import { useSay } from '../../components/message.tsx'
import page from '../../components/page.module.css'
import { useIsMe } from '../../components/person.tsx'
import { told } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import classes from './process-page.module.css'

/** What one may do with the process as a whole. */
export function ProcessTools({ process }: { process: ProcessDetail }): ReactNode {
  const isMe = useIsMe()
  const [asked, setAsked] = useState<'cancel' | 'suspend'>()
  const resume = useResume(process)
  const more = useRef<HTMLButtonElement>(null)
  const focusMore = () => (more.current === null ? focusPage() : more.current.focus())
  // What was undone is nobody's work until it is opened again.
  const isWork = (task: ProcessTask) => isOpen(task) && !isBeside(task) && task.status !== 'canceled'
  const mine = process.tasks.find((task) => isWork(task) && isMe(task.owner))
  const { can } = process
  const close = () => setAsked(undefined)
  const dialog = { process, onClose: close, onClosed: focusMore }
  return (
    <span className={classes.tools}>
      {mine && (
        <span className={classes.wideOnly}>
          <LinkButton to="/tasks/$task" params={{ task: mine.id }} variant="default">
            {words.process.openMine}
          </LinkButton>
        </span>
      )}
      {(can.cancel.allowed || can.suspend.allowed || can.resume.allowed) && (
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <ActionIcon ref={more} variant="subtle" className={page.iconButton ?? ''} aria-label={words.moreActions}>
              <IconDots size={18} stroke={1.8} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {can.suspend.allowed && (
              <Menu.Item leftSection={<IconPlayerPause size={15} />} onClick={() => setAsked('suspend')}>
                {words.processCommand.suspend.menu}
              </Menu.Item>
            )}
            {can.resume.allowed && (
              <Menu.Item leftSection={<IconPlayerPlay size={15} />} onClick={resume.act}>
                {words.processCommand.resume.menu}
              </Menu.Item>
            )}
            {can.cancel.allowed && (
              <Menu.Item data-tone="danger" leftSection={<IconBan size={15} />} onClick={() => setAsked('cancel')}>
                {words.process.cancelMore}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      <CancelDialog {...dialog} isOpen={asked === 'cancel'} />
      <SuspendDialog {...dialog} isOpen={asked === 'suspend'} />
    </span>
  )
}

/** Letting it go on needs nothing, and is done at once. */
export function useResume({ id, number }: ProcessDetail) {
  const resume = useProcessCommand()
  const say = useSay()
  const act = () => {
    if (resume.isPending) return
    resume.mutate(
      { id, command: 'resume' },
      {
        onSuccess: () => say({ text: words.processCommand.resume.done(number) }),
        onError: (error) => say({ text: told(error).title }),
      },
    )
  }
  return { act, isBusy: resume.isPending }
}
