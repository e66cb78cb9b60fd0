import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { attentionQuery, deliveriesQuery } from '../../api/process-queries.ts'
import { Empty } from '../../components/empty.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { ListPage } from '../../components/list-page.tsx'
import { LoadingRows, More } from '../../components/more.tsx'
import { PageProblem } from '../../components/page-problem.tsx'
import { usePageTitle } from '../../components/page-title.ts'
import { useRowKeys } from '../../components/row-keys.ts'
import { words } from '../../components/words.ts'
import { DeliveryNotice } from '../../components/delivery-notice.tsx'
import classes from './attention-page.module.css'
import { AttentionRow } from './attention-row.tsx'

const { attention: says } = words

/** What cannot go on by itself: processes with what can be done about them, and deliveries that were given up. */
export function AttentionPage(): ReactNode {
  const processes = useInfiniteQuery(attentionQuery)
  const deliveries = useQuery(deliveriesQuery)
  const rows = useRowKeys<HTMLUListElement>()
  usePageTitle([says.title])
  const items = processes.data?.pages.flatMap((page) => page.items)
  if (items === undefined && processes.error) return <PageProblem error={processes.error} />
  if (items === undefined || deliveries.isPending) {
    return (
      <ListPage title={says.title}>
        <LoadingRows count={3} />
      </ListPage>
    )
  }
  const given = deliveries.data?.items ?? []
  return (
    <ListPage title={says.title}>
      {items.length === 0 && given.length === 0 && (
        <Empty title={says.empty} ways={<LinkButton to="/processes">{words.problem.toProcesses}</LinkButton>}>
          {says.emptyText}
        </Empty>
      )}
      {items.length > 0 && (
        <section className={classes.part} aria-label={says.list}>
          <ul ref={rows}>
            {items.map((process) => (
              <AttentionRow key={process.id} process={process} />
            ))}
          </ul>
          <More of={processes} />
        </section>
      )}
      {given.length > 0 && (
        <section className={`${classes.part} ${classes.deliveries}`} aria-label={says.deliveries}>
          <h2>{says.deliveries}</h2>
          <p>{says.deliveriesText}</p>
          {given.map((incident) => (
            <DeliveryNotice key={incident.id} incident={incident} withProcess />
          ))}
          {deliveries.data?.next != null && <p>{says.more}</p>}
        </section>
      )}
    </ListPage>
  )
}
