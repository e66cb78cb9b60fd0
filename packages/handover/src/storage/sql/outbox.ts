/** The outbox, over one session. */
import type { Json } from '../../engine/snapshot.ts'
import type { Claim, Delivery, Outbox } from '../store.ts'
import { claimDeliveries } from './claim-deliveries.ts'
import { deliveries, giveBackRows } from './claim-rows.ts'
import { deliveryColumns, fromRow } from './columns.ts'
import { deadDeliveries } from './dead-deliveries.ts'
import { dueDeliveries, nextDelivery, selectDeliveries } from './due-deliveries.ts'
import type { Keeping } from './session.ts'

export function outboxOf(session: Keeping): Outbox {
  return {
    due: (now, limit, sort) => dueDeliveries(session, { now, limit, sort }),
    nextAt: () => nextDelivery(session),
    claim: (claim, sort, limits = []) => claimDeliveries(session, claim, sort, limits),
    renew: (claim, ids) => renewDeliveries(session, claim, ids),
    tell: (by, id, progress) => tellProgress(session, { by, id, progress }),
    progress: (ids) => readProgress(session, ids),
    giveBack: (by, keys) => giveBackRows(session, session.once, deliveries, { by, keys }),
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
  { build, dialect, once }: Keeping,
  id: string,
  { attempts, dueAt, error, isDead }: Parameters<Outbox['change']>[1],
): Promise<void> {
  if (!dialect.isId(id)) return
  const set = { attempts, due_at: dueAt, error, is_dead: isDead, claimed_by: null, claimed_until: null }
  await once(build.updateTable('handover_outbox').set(set).where('id', '=', id))
}

// What another server has claimed meanwhile is not among those that are updated.
async function renewDeliveries(
  { build, once }: Keeping,
  { by, until }: Pick<Claim, 'by' | 'until'>,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const rows = await once(
    build
      .updateTable('handover_outbox')
      .set({ claimed_until: until.toISOString() })
      .where('id', 'in', [...ids])
      .where('claimed_by', '=', by)
      .returning('id'),
  )
  return rows.map((row) => String(row['id']))
}

async function tellProgress(
  { build, once }: Keeping,
  { by, id, progress }: { readonly by: string; readonly id: string; readonly progress: Json },
): Promise<void> {
  const update = build.updateTable('handover_outbox').set({ progress: JSON.stringify(progress) })
  await once(update.where('id', '=', id).where('claimed_by', '=', by))
}

// Reads the last committed state; takes no lock.
async function readProgress(
  { build, dialect, all }: Keeping,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Json>> {
  const known = ids.filter(dialect.isId)
  if (known.length === 0) return new Map()
  const rows = await all(
    build
      .selectFrom('handover_outbox')
      .select(['id', 'progress'])
      .where('id', 'in', known)
      .where('progress', 'is not', null),
  )
  return new Map(rows.map((row) => [String(row['id']), dialect.decode.json(row['progress']) as Json]))
}
