/** Who waits for a message or a signal, oldest first. One range of the primary key. */
import type { Messages, Subscription } from '../store.ts'
import { fromRow, subscriptionColumns, type StoredSubscription } from './columns.ts'
import type { Session } from './session.ts'

// Reads the last committed state; takes no lock.
export async function subscriptionsOf(
  { build, dialect, all }: Session,
  { tenant, kind, name, key = '' }: Parameters<Messages['subscriptions']>[0],
): Promise<readonly Subscription[]> {
  const rows = await all(
    build
      .selectFrom('handover_subscription as s')
      .selectAll('s')
      .where('s.tenant', '=', tenant)
      .where('s.kind', '=', kind)
      .where('s.name', '=', name)
      .where('s.key', '=', key)
      .orderBy('s.created_at')
      .orderBy('s.task_id'),
  )
  return rows.map((row) => {
    const { createdAt: _, ...subscription } = fromRow<StoredSubscription>(subscriptionColumns, row, dialect.decode)
    return subscription
  })
}
