import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { HistoryEvent, Incident, Process, ProcessDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { useIncidentCommand } from '../../api/commands.ts'
import { incidentsQuery } from '../../api/queries.ts'
import { ArtifactFacts } from '../../components/artifact-facts.tsx'
import { historyLines } from '../../components/deed.ts'
import { Facts } from '../../components/facts.tsx'
import { History } from '../../components/history.tsx'
import { useSay } from '../../components/message.tsx'
import page from '../../components/page.module.css'
import { Section } from '../../components/section.tsx'
import { Status } from '../../components/status.tsx'
import { told } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import own from './process-context.module.css'
import classes from './process-page.module.css'

interface ProcessContextProps {
  readonly process: ProcessDetail
  readonly history: readonly HistoryEvent[]
}

/** Beside the tasks: what is known, which processes it called, and what happened. */
export function ProcessContext({ process, history }: ProcessContextProps): ReactNode {
  const { can, children, data, artifact } = process
  const manages = can.suspend.allowed || can.suspend.code !== 'PERMISSION_MISSING'
  return (
    <>
      {manages && <Incidents process={process.id} />}
      <div className={classes.data}>
        <Section title={words.process.data}>
          {data.length === 0 ? <p className={page.reason}>{words.process.noData}</p> : <Facts of={data} />}
        </Section>
      </div>
      {artifact !== null && (
        <div className={classes.data}>
          <ArtifactFacts of={artifact} />
        </div>
      )}
      {children.length > 0 && (
        <div className={classes.data}>
          <Children of={children} />
        </div>
      )}
      <div className={classes.history}>
        <Section title={words.process.history} side={words.process.entries(historyLines(history).length)}>
          <History of={history} />
        </Section>
      </div>
    </>
  )
}

function Children({ of: children }: { of: readonly Process[] }): ReactNode {
  return (
    <Section title={words.process.children} side={String(children.length)}>
      <ul className={own.list}>
        {children.map(({ id, number, summary, status, outcomeTitle }) => (
          <li key={id}>
            <Link to="/processes/$process" params={{ process: id }}>
              <span>#{number}</span> {summary}
            </Link>
            <Status of={status}>{outcomeTitle ?? words.status[status]}</Status>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What could not be delivered, for who manages the flow; absent when there is nothing. */
function Incidents({ process }: { process: string }): ReactNode {
  const { data } = useQuery(incidentsQuery(process))
  if (data === undefined || data.items.length === 0) return null
  return (
    <Section title={words.process.incidents}>
      <ul className={own.list}>
        {data.items.map((incident) => (
          <IncidentRow key={incident.id} incident={incident} />
        ))}
      </ul>
    </Section>
  )
}

function IncidentRow({ incident }: { incident: Incident }): ReactNode {
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
    <li className={own.incident}>
      <p>
        <b>{words.process.incident(incident.kind, incident.attempts)}</b> {incident.error}
      </p>
      <span>
        <Button variant="default" loading={command.isPending} onClick={settle('retry')}>
          {words.process.incidentRetry}
        </Button>
        <Button variant="subtle" data-tone="danger" disabled={command.isPending} onClick={settle('drop')}>
          {words.process.incidentDrop}
        </Button>
      </span>
    </li>
  )
}
