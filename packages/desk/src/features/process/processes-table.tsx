import { Link } from '@tanstack/react-router'
import type { Process } from 'handover/client'
import type { ReactNode } from 'react'
import { FlowTag } from '../../components/flow-tag.tsx'
import { isHeld } from '../../components/is-open.ts'
import { nameOf } from '../../components/name-of.ts'
import { Person } from '../../components/person.tsx'
import { useRowKeys } from '../../components/row-keys.ts'
import { Status } from '../../components/status.tsx'
import { Time } from '../../components/time.tsx'
import { withLocalTimes } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import classes from './processes-page.module.css'

const { columns } = words.processes

export function ProcessesTable({ processes }: { processes: readonly Process[] }): ReactNode {
  const rows = useRowKeys<HTMLTableElement>()
  return (
    <table className={classes.table} aria-label={words.processes.title} ref={rows}>
      <thead>
        <tr>
          <th scope="col">{columns.status}</th>
          <th scope="col">{columns.number}</th>
          <th scope="col">{columns.process}</th>
          <th scope="col">{columns.flow}</th>
          <th scope="col">{columns.startedBy}</th>
          <th scope="col">{columns.outcome}</th>
          <th scope="col">{columns.age}</th>
        </tr>
      </thead>
      <tbody>
        {processes.map((process) => (
          <Row key={process.id} process={process} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ process }: { process: Process }): ReactNode {
  return (
    <tr className={classes.row} data-status={process.status}>
      <td>
        <StatusOf process={process} />
      </td>
      <td>{process.number}</td>
      <td>
        <Link to="/processes/$process" params={{ process: process.id }} data-row>
          {nameOf(process)}
        </Link>
      </td>
      <td>
        <FlowTag title={process.flowTitle} />
      </td>
      <td>
        <Person of={process.startedBy} />
      </td>
      <td>{process.outcomeTitle}</td>
      <td>
        <Time at={process.createdAt} says={words.processes.startedAt} />
      </td>
    </tr>
  )
}

/** Who looks through many looks for those that do not go on: that comes before all else. */
function StatusOf({ process }: { process: Process }): ReactNode {
  const { status, attention } = process
  if (status !== 'running' || attention === null) return <Status of={isHeld(process) ? 'suspended' : status} />
  return (
    <span title={withLocalTimes(attention)}>
      <Status of="error">{words.process.attention}</Status>
    </span>
  )
}
