import { Link } from '@tanstack/react-router'
import type { HistoryEvent, Process, ProcessDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { ArtifactFacts } from '../../components/artifact-facts.tsx'
import { historyLines } from '../../components/deed.ts'
import { Facts } from '../../components/facts.tsx'
import { History } from '../../components/history.tsx'
import page from '../../components/page.module.css'
import { Section } from '../../components/section.tsx'
import { Status } from '../../components/status.tsx'
import { words } from '../../components/words.ts'
import own from './process-context.module.css'
import classes from './process-page.module.css'

interface ProcessContextProps {
  readonly process: ProcessDetail
  readonly history: readonly HistoryEvent[]
}

/** Beside the tasks: what is known, which processes it called, and what happened. */
export function ProcessContext({ process, history }: ProcessContextProps): ReactNode {
  const { children, data, artifact } = process
  return (
    <>
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
        {children.map(({ id, number, summary, flowTitle, status, outcomeTitle }) => (
          <li key={id}>
            <Link to="/processes/$process" params={{ process: id }}>
              <span>#{number}</span> {summary === '' ? flowTitle : summary}
            </Link>
            <Status of={status}>{outcomeTitle ?? words.status[status]}</Status>
          </li>
        ))}
      </ul>
    </Section>
  )
}
