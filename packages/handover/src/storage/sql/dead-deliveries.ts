/** Incidents, newest first: what was tried in vain for long. One range of the partial index on the dead. */
import { sql } from 'kysely'
import type { Delivery, Page, PageQuery } from '../store.ts'
import { deliveryColumns, fromRow } from './columns.ts'
import { selectDeliveries } from './due-deliveries.ts'
import { isMomentWith, limitOf, pageOf, positionOf } from './page.ts'
import type { Session } from './session.ts'

// Reads the last committed state; takes no lock.
export async function deadDeliveries(
  { build, dialect, all }: Session,
  query: PageQuery & { readonly tenant: string; readonly process?: string },
): Promise<Page<Delivery>> {
  const limit = limitOf(query)
  const after = positionOf(query, isMomentWith(dialect.isId))
  const { tenant, process } = query
  if (process !== undefined && !dialect.isId(process)) return { items: [], next: null }
  const rows = await all(
    selectDeliveries(build)
      .where(sql<boolean>`d.is_dead`)
      .where('d.tenant', '=', tenant)
      .$if(process !== undefined, (select) => select.where('d.process_id', '=', process!))
      .$if(after !== null, (select) => select.where(sql<boolean>`(d.created_at, d.id) < (${after![0]}, ${after![1]})`))
      .orderBy('d.created_at', 'desc')
      .orderBy('d.id', 'desc')
      .limit(limit + 1),
  )
  const deliveries = rows.map((row) => fromRow<Delivery>(deliveryColumns, row, dialect.decode))
  return pageOf(deliveries, limit, ({ createdAt, id }) => [createdAt, id])
}
