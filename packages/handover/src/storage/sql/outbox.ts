/** The outbox, over one session. */
import type { Delivery, Outbox } from '../store.ts'
import { deliveryColumns, fromRow } from './columns.ts'
import { deadDeliveries } from './dead-deliveries.ts'
import { dueDeliveries, nextDelivery, selectDeliveries } from './due-deliveries.ts'
import type { Keeping } from './session.ts'

export function outboxOf(session: Keeping): Outbox {
  return {
    due: (now, limit, without) => dueDeliveries(session, { now, limit, without }),
    nextAt: (without) => nextDelivery(session, without),
    change: (id, change) => changeDelivery(session, id, change),
    replace: (id, deliveries) => session.write({ takes: { delivery: id }, deliveries }),
    get: (id) => findDelivery(session, id),
    dead: (query) => deadDeliveries(session, query),
  }
}

// Reads the last committed state; takes no lock.
async function findDelivery({ build, dialect, all }: Keeping, id: string): Promise<Delivery | undefined> {
  if (!dialect.isId(id)) return undefined
  const [row] = await all(selectDeliveries(build).where('d.id', '=', id))
  return row && fromRow(deliveryColumns, row, dialect.decode)
}

// One row by its key, in a transaction of its own. Of one that was taken meanwhile nothing is left to change.
async function changeDelivery(
  { build, dialect, inTransaction }: Keeping,
  id: string,
  { attempts, dueAt, error, isDead }: Parameters<Outbox['change']>[1],
): Promise<void> {
  if (!dialect.isId(id)) return
  const set = { attempts, due_at: dueAt, error, is_dead: isDead }
  await inTransaction((run) => run(build.updateTable('handover_outbox').set(set).where('id', '=', id)))
}
