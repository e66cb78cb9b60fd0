import { IconAlertTriangleFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { HistoryEvent, ProcessDetail, TaskDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { historyQuery, processQuery } from '../../api/queries.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import own from '../../components/error-panel.module.css'
import classes from '../../components/page.module.css'
import { Section } from '../../components/section.tsx'
import { Time } from '../../components/time.tsx'
import { words } from '../../components/words.ts'
import { CancelProcess } from './cancel-process.tsx'

/** A step that stopped: why, what one can do about it with what follows from that, and how often it was tried. */
export function TaskIncident({ task }: { task: TaskDetail }): ReactNode {
  const process = useQuery(processQuery(task.process.id))
  const history = useQuery(historyQuery(task.process.id))
  if (task.error === null) return null
  const options = optionsOf(task, process.data)
  const failures = (history.data ?? []).filter((event) => event.task === task.id && event.type === 'task.failed')
  return (
    <>
      <div className={classes.block}>
        <ErrorPanel error={task.error} />
      </div>
      {options.length === 0 ? (
        <p className={`${classes.block} ${classes.reason}`}>{words.error.nobody}</p>
      ) : (
        <div className={classes.block}>
          <Section title={words.error.options}>
            <dl className={own.options}>
              {options.map(([what, then]) => (
                <div key={what}>
                  <dt>{what}</dt>
                  <dd>{then}</dd>
                </div>
              ))}
            </dl>
          </Section>
          <span className={classes.phoneOnly}>
            <CancelProcess id={task.process.id} />
          </span>
        </div>
      )}
      {failures.length > 1 && <Attempts of={failures} />}
    </>
  )
}

function optionsOf({ can }: TaskDetail, process: ProcessDetail | undefined): (readonly [string, string])[] {
  const { error } = words
  return [
    ...(can.retry.allowed ? [[error.retry, error.retryText] as const] : []),
    ...(can.skip.allowed ? [[error.skip, error.skipText] as const] : []),
    ...(process?.can.cancel.allowed ? [[error.cancel, error.cancelText(process.number)] as const] : []),
  ]
}

function Attempts({ of: failures }: { of: readonly HistoryEvent[] }): ReactNode {
  return (
    <div className={classes.block}>
      <Section title={words.error.attempts}>
        <ol className={own.attempts}>
          {failures.toReversed().map((event, i) => (
            <li key={event.number}>
              <span>{failures.length - i}</span>
              <IconAlertTriangleFilled size={15} aria-hidden />
              <span>{event.error?.message ?? words.error.headline}</span>
              <Time at={event.at} prose focusable />
            </li>
          ))}
        </ol>
      </Section>
    </div>
  )
}
