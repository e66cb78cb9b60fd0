import { Link } from '@tanstack/react-router'
import type { Process } from 'handover/client'
import type { ReactNode } from 'react'
import { FlowTag } from '../../components/flow-tag.tsx'
import { Person } from '../../components/person.tsx'
import { useRowKeys } from '../../components/row-keys.ts'
import { Status } from '../../components/status.tsx'
import { Time } from '../../components/time.tsx'
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
        <Status of={process.status} />
      </td>
      <td>{process.number}</td>
      <td>
        <Link to="/processes/$process" params={{ process: process.id }} data-row>
          {process.summary}
        </Link>
      </td>
      <td>
        <FlowTag title={process.flowTitle} />
      </td>
      <td>
        <Person of={process.startedBy} />
      </td>
      <td>{process.attention ?? process.outcomeTitle}</td>
      <td>
        <Time at={process.createdAt} says={words.processes.startedAt} />
      </td>
    </tr>
  )
}
