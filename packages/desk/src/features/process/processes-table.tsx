import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ListedProcess, Picture } from 'handover/client'
import type { ReactNode } from 'react'
import { flowQuery } from '../../api/queries.ts'
import { FlowTag } from '../../components/flow-tag.tsx'
import { isHeld } from '../../components/is-open.ts'
import { nameOf } from '../../components/name-of.ts'
import { Spark } from '../../components/picture/spark.tsx'
import { useRowKeys } from '../../components/row-keys.ts'
import { Status } from '../../components/status.tsx'
import { Time } from '../../components/time.tsx'
import { withLocalTimes } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import classes from './processes-page.module.css'
import { StandsAt } from './stands-at.tsx'

const { columns } = words.processes

export function ProcessesTable({ processes }: { processes: readonly ListedProcess[] }): ReactNode {
  const rows = useRowKeys<HTMLTableElement>()
  const pictures = usePictures(processes)
  return (
    <table className={classes.table} aria-label={words.processes.title} ref={rows}>
      <thead>
        <tr>
          <th scope="col">{columns.status}</th>
          <th scope="col">{columns.number}</th>
          <th scope="col">{columns.process}</th>
          <th scope="col">{columns.flow}</th>
          <th scope="col">{columns.picture}</th>
          <th scope="col">{columns.standsAt}</th>
          <th scope="col">{columns.started}</th>
          <th scope="col">{columns.changed}</th>
        </tr>
      </thead>
      <tbody>
        {processes.map((process) => (
          <Row key={process.id} process={process} picture={pictures.get(process.flow)} />
        ))}
      </tbody>
    </table>
  )
}

/** The pictures of the flows in sight: each is asked for once, however many rows show it. */
function usePictures(processes: readonly ListedProcess[]): ReadonlyMap<string, Picture> {
  const flows = [...new Set(processes.map(({ flow }) => flow))]
  // A flow that is not here any more has no picture; the row says the rest.
  const found = useQueries({ queries: flows.map((flow) => ({ ...flowQuery(flow), retry: false })) })
  return new Map(flows.flatMap((flow, i) => (found[i]?.data === undefined ? [] : [[flow, found[i].data.picture]])))
}

function Row({ process, picture }: { process: ListedProcess; picture: Picture | undefined }): ReactNode {
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
      <td>{picture && <Spark title={process.flowTitle} picture={picture} visited={process.visited} />}</td>
      <td>
        <StandsAt process={process} />
      </td>
      <td>
        <Time at={process.createdAt} says={words.processes.startedAt} />
      </td>
      <td>
        <Time at={process.changedAt} says={words.processes.changedAt} />
      </td>
    </tr>
  )
}

/** Who looks through many looks for those that do not go on: that comes before all else. */
function StatusOf({ process }: { process: ListedProcess }): ReactNode {
  const { status, attention } = process
  if (status !== 'running' || attention === null) return <Status of={isHeld(process) ? 'suspended' : status} />
  return (
    <span title={withLocalTimes(attention)}>
      <Status of="error">{words.process.attention}</Status>
    </span>
  )
}
