import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Incident } from 'handover/client'
import type { ReactNode } from 'react'
import { useIncidentCommand } from '../../api/commands.ts'
import { incidentsQuery } from '../../api/queries.ts'
import { Notice } from '../../components/refusal.tsx'
import { useSay } from '../../components/message.tsx'
import { told } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import classes from './process-page.module.css'

/** What could not be delivered, for who manages the flow; absent when there is nothing. */
export function ProcessIncidents({ process }: { process: string }): ReactNode {
  const { data } = useQuery(incidentsQuery(process))
  if (data === undefined || data.items.length === 0) return null
  return (
    <div className={classes.notices}>
      {data.items.map((incident) => (
        <IncidentNotice key={incident.id} incident={incident} />
      ))}
    </div>
  )
}

function IncidentNotice({ incident }: { incident: Incident }): ReactNode {
  const command = useIncidentCommand()
  const say = useSay()
  const settle = (deed: 'retry' | 'drop') => () =>
    command.mutate(
      { id: incident.id, deed },
      {
        onSuccess: () =>
          say({ text: deed === 'retry' ? words.process.incidentRetried : words.process.incidentDropped }),
        onError: (error) => say({ text: told(error).title }),
      },
    )
  return (
    <Notice title={words.process.incident(incident.kind, incident.attempts)}>
      <span className={classes.why}>{incident.error}</span>
      <span className={classes.settle}>
        <Button variant="default" loading={command.isPending} onClick={settle('retry')}>
          {words.process.incidentRetry}
        </Button>
        <Button variant="subtle" data-tone="danger" disabled={command.isPending} onClick={settle('drop')}>
          {words.process.incidentDrop}
        </Button>
      </span>
    </Notice>
  )
}
