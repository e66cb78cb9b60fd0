import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { incidentsQuery } from '../../api/queries.ts'
import { DeliveryNotice } from '../../components/delivery-notice.tsx'
import classes from './process-page.module.css'

/** What could not be delivered, for who manages the flow; absent when there is nothing. */
export function ProcessIncidents({ process }: { process: string }): ReactNode {
  const { data } = useQuery(incidentsQuery(process))
  if (data === undefined || data.items.length === 0) return null
  return (
    <div className={classes.notices}>
      {data.items.map((incident) => (
        <DeliveryNotice key={incident.id} incident={incident} />
      ))}
    </div>
  )
}
