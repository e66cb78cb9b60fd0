import { Button } from '@mantine/core'
import { IconArrowBackUp, IconPlayerSkipForward, IconRefresh, IconUserPlus } from '@tabler/icons-react'
import type { TaskDetail } from 'handover/client'
import { useState, type MouseEvent, type ReactNode } from 'react'
import type { AskedCommand } from '../../components/command/asks.ts'
import { CommandDialog } from '../../components/command/command-dialog.tsx'
import { focusPage } from '../../components/focus-page.ts'
import { SubmitButton } from '../../components/form/submit-button.tsx'
import { Key } from '../../components/key.tsx'
import { useKeys, useSubmitKey } from '../../components/keys.ts'
import { LinkButton } from '../../components/link-button.tsx'
import classes from '../../components/page.module.css'
import { useIsMe } from '../../components/person.tsx'
import { words } from '../../components/words.ts'
import { CancelProcess } from './cancel-process.tsx'
import own from './task-actions.module.css'
import type { TaskDeeds } from './use-task-deeds.tsx'

interface ActionsProps {
  readonly task: TaskDetail
  readonly deeds: TaskDeeds
}

interface TaskActionsProps extends ActionsProps {
  readonly formId: string | undefined
  /** Whether its process may be opened. */
  readonly hasProcess: boolean
  /** Gets the place where it is said that a draft is kept. */
  readonly statusAt: (place: HTMLElement | null) => void
}

/** The bar that stays at the bottom: the one next step, or a way on when there is none. */
export function TaskActions({ task, deeds, formId, hasProcess, statusAt }: TaskActionsProps): ReactNode {
  const { can } = task
  const isMe = useIsMe()
  const canTake = can.assign.allowed && !isMe(task.owner)
  const isUndone = task.status === 'canceled' && task.finishedAt === null
  useKeys({
    ...(canTake && { t: deeds.take }),
    ...(can.unassign.allowed && { u: deeds.giveBack }),
    ...(can.retry.allowed && { r: deeds.retry }),
  })
  useSubmitKey(can.complete.allowed && formId === undefined ? (andNext) => deeds.complete({}, { andNext }) : undefined)
  if (task.error !== null) return <IncidentActions task={task} deeds={deeds} hasProcess={hasProcess} />
  if (isUndone && can.revive.allowed) return <AskButton task={task} command="revive" label={words.task.again} isFirst />
  // Besides canceling the only way out of a step that is gone.
  if (task.isObsolete && can.move.allowed)
    return <AskButton task={task} command="move" label={words.command.move.menu} isFirst />
  return (
    <>
      {canTake && (
        <Button loading={deeds.busy === 'assign'} onClick={deeds.take} rightSection={<Key k="T" onAccent />}>
          {words.task.take}
        </Button>
      )}
      {can.complete.allowed && <CompleteButtons deeds={deeds} formId={formId} />}
      {!can.complete.allowed && (
        <span className={classes.phoneOnly}>
          <GiveBackButton task={task} deeds={deeds} />
        </span>
      )}
      {!canTake && !can.complete.allowed && <WayOn process={hasProcess ? task.process.id : undefined} />}
      <span className={own.status} ref={statusAt} />
    </>
  )
}

/** Complete, and complete and go on to the next task. */
function CompleteButtons({ deeds, formId }: { deeds: TaskDeeds; formId: string | undefined }): ReactNode {
  const click = (andNext: boolean) => (event: MouseEvent) => {
    // The second half of a double click on Take, whose place this button has taken.
    if (event.detail > 1) event.preventDefault()
    else if (formId === undefined) deeds.complete({}, { andNext })
  }
  const isBusy = deeds.busy === 'complete'
  const complete = { loading: isBusy, rightSection: <Key k="Ctrl Enter" onAccent />, children: words.task.complete }
  const andNext = {
    variant: 'default',
    disabled: isBusy,
    rightSection: <Key k="Shift Ctrl Enter" />,
    children: words.next.completeAndNext,
  }
  if (formId === undefined) {
    return (
      <>
        <Button {...complete} onClick={click(false)} />
        <Button {...andNext} onClick={click(true)} />
      </>
    )
  }
  return (
    <>
      <SubmitButton {...complete} form={formId} onClick={click(false)} />
      <SubmitButton {...andNext} form={formId} value="next" onClick={click(true)} />
    </>
  )
}

/** Gives the task to somebody else. */
export function ReassignButton({ task }: { task: TaskDetail }): ReactNode {
  if (!task.can.reassign.allowed) return null
  return (
    <AskButton task={task} command="reassign" label={words.next.reassign} icon={<IconUserPlus size={15} />} k="a" />
  )
}

/** A step that stopped: try again, pass it over, or end the whole. */
function IncidentActions({ task, deeds, hasProcess }: Omit<TaskActionsProps, 'formId' | 'statusAt'>): ReactNode {
  const { can, process } = task
  const isNothing = !can.retry.allowed && !can.skip.allowed
  return (
    <>
      {can.retry.allowed && (
        <Button
          leftSection={<IconRefresh size={15} />}
          loading={deeds.busy === 'retry'}
          onClick={deeds.retry}
          rightSection={<Key k="R" onAccent />}
        >
          {words.error.retryNow}
        </Button>
      )}
      {can.skip.allowed && (
        <AskButton task={task} command="skip" label={words.error.skipMore} icon={<IconPlayerSkipForward size={15} />} />
      )}
      {isNothing && <WayOn process={hasProcess ? process.id : undefined} />}
      <span className={classes.grow} />
      <span className={classes.wideOnly}>
        <CancelProcess id={process.id} />
      </span>
    </>
  )
}

interface AskButtonProps {
  readonly task: TaskDetail
  readonly command: AskedCommand
  readonly label: string
  readonly icon?: ReactNode
  readonly isFirst?: boolean
  /** The letter that does the same. */
  readonly k?: string
}

/** A command that asks something before it is given. */
function AskButton({ task, command, label, icon, isFirst = false, k }: AskButtonProps): ReactNode {
  const [isAsking, setAsking] = useState(false)
  useKeys(k === undefined ? {} : { [k]: () => setAsking(true) })
  return (
    <>
      <Button variant={isFirst ? 'filled' : 'default'} leftSection={icon} onClick={() => setAsking(true)}>
        {label}
      </Button>
      <CommandDialog
        task={task}
        command={command}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onClosed={focusPage}
      />
    </>
  )
}

function WayOn({ process }: { process: string | undefined }): ReactNode {
  if (process === undefined) {
    return (
      <LinkButton to="/inbox" variant="default">
        {words.problem.toInbox}
      </LinkButton>
    )
  }
  return (
    <LinkButton to="/processes/$process" params={{ process }} variant="default">
      {words.task.openProcess}
    </LinkButton>
  )
}

export function GiveBackButton({ task, deeds }: ActionsProps): ReactNode {
  if (!task.can.unassign.allowed) return null
  return (
    <Button
      variant="default"
      leftSection={<IconArrowBackUp size={15} />}
      loading={deeds.busy === 'unassign'}
      onClick={deeds.giveBack}
    >
      {words.task.giveBack}
    </Button>
  )
}
