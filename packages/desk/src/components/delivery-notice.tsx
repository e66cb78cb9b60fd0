import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Incident } from 'handover/client'
import { useRef, useState, type ReactNode } from 'react'
import { useIncidentCommand } from '../api/commands.ts'
import dialog from './command/dialog.module.css'
import { Dialog } from './command/dialog.tsx'
import { focusPage } from './focus-page.ts'
import { useSay } from './message.tsx'
import { nameOf } from './name-of.ts'
import { Notice } from './refusal.tsx'
import { Time } from './time.tsx'
import { told } from './told.ts'
import { words } from './words.ts'
import classes from './delivery-notice.module.css'

const { attention: says } = words

/** A delivery that was tried in vain for long: what it was, why it failed, and the two ways on. */
export function DeliveryNotice({
  incident,
  withProcess = false,
}: {
  incident: Incident
  withProcess?: boolean
}): ReactNode {
  const [isAsking, setAsking] = useState(false)
  const drop = useRef<HTMLButtonElement>(null)
  const command = useIncidentCommand()
  const say = useSay()
  const settle = (deed: 'retry' | 'drop') => {
    // The dialog fades out: another click still meets its button.
    if (command.isPending || (deed === 'drop' && command.isSuccess)) return
    command.mutate(
      { id: incident.id, deed },
      {
        onSuccess: () => {
          say({ text: deed === 'retry' ? words.process.incidentRetried : words.process.incidentDropped })
          setAsking(false)
        },
        onError: (error) => deed === 'retry' && say({ text: told(error).title }),
      },
    )
  }
  return (
    <Notice title={words.process.incident(incident.kind, incident.attempts)}>
      <span className={classes.why}>{incident.error}</span>
      {withProcess && <Whose incident={incident} />}
      <span className={classes.settle}>
        <Button variant="default" loading={command.isPending && !isAsking} onClick={() => settle('retry')}>
          {words.process.incidentRetry}
        </Button>
        <Button
          ref={drop}
          variant="subtle"
          data-tone="danger"
          disabled={command.isPending}
          onClick={() => setAsking(true)}
        >
          {words.process.incidentDrop}
        </Button>
      </span>
      <Dialog
        title={says.dropTitle}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onClosed={() => (drop.current?.isConnected === true ? drop.current.focus() : focusPage())}
        error={isAsking ? command.error : null}
        keep={says.keep}
        act={says.drop}
        isStop
        isBusy={command.isPending}
        onAct={() => settle('drop')}
      >
        <p className={dialog.text}>{says.dropText}</p>
      </Dialog>
    </Notice>
  )
}

function Whose({ incident: { process, createdAt } }: { incident: Incident }): ReactNode {
  return (
    <span className={classes.whose}>
      {process === null ? (
        says.noProcess
      ) : (
        <>
          {says.of}{' '}
          <Link to="/processes/$process" params={{ process: process.id }} className={classes.step ?? ''}>
            {nameOf(process)}
          </Link>{' '}
          #{process.number}
        </>
      )}
      , <Time at={createdAt} prose focusable />
    </span>
  )
}
