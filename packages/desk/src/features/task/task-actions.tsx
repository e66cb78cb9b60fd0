import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import type { TaskDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { Key } from '../../components/key.tsx'
import { useKeys, useSubmitKey } from '../../components/keys.ts'
import { LinkButton } from '../../components/link-button.tsx'
import classes from '../../components/page.module.css'
import { useIsMe } from '../../components/person.tsx'
import { words } from '../../components/words.ts'
import type { TaskDeeds } from './use-task-deeds.tsx'

interface ActionsProps {
  readonly task: TaskDetail
  readonly deeds: TaskDeeds
}

interface TaskActionsProps extends ActionsProps {
  readonly formId: string | undefined
  /** Whether its process may be opened. */
  readonly hasProcess: boolean
}

/** The bar that stays at the bottom: the one next step, or a way on when there is none. */
export function TaskActions({ task, deeds, formId, hasProcess }: TaskActionsProps): ReactNode {
  const { can } = task
  const isMe = useIsMe()
  const canTake = can.assign.allowed && !isMe(task.owner)
  useKeys({
    ...(canTake && { t: deeds.take }),
    ...(can.unassign.allowed && { u: deeds.giveBack }),
  })
  useSubmitKey(can.complete.allowed && formId === undefined ? () => deeds.complete({}) : undefined)
  return (
    <>
      {canTake && (
        <Button loading={deeds.busy === 'assign'} onClick={deeds.take} rightSection={<Key k="T" onAccent />}>
          {words.task.take}
        </Button>
      )}
      {can.complete.allowed && (
        <Button
          {...(formId !== undefined && { type: 'submit', form: formId })}
          onClick={(event) => {
            // The second half of a double click on Take, whose place this button has taken.
            if (event.detail > 1) event.preventDefault()
            else if (formId === undefined) deeds.complete({})
          }}
          loading={deeds.busy === 'complete'}
          rightSection={<Key k="Ctrl Enter" onAccent />}
        >
          {words.task.complete}
        </Button>
      )}
      <span className={classes.phoneOnly}>
        <GiveBackButton task={task} deeds={deeds} />
      </span>
      {!canTake && !can.complete.allowed && <WayOn process={hasProcess ? task.process.id : undefined} />}
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
