/**
 * Which deliveries may go out: a range of one of the partial indexes on those that are not dead, in the order in which
 * they fall due. Whether an older one of the lane is there, and whether the process is suspended, is looked up for each of them.
 */
import { sql, type ExpressionBuilder } from 'kysely'
import type { Delivery, DeliverySort } from '../store.ts'
import { isFree } from './claim-rows.ts'
import { columnNames, deliveryColumns, fromRow } from './columns.ts'
import type { Build, OutboxTable, Tables } from './schema.ts'
import type { Session } from './session.ts'
import { isNotSuspended } from './suspended.ts'

type DeliveryColumn = 'd.id' // stands for all of them: the names come from columns.ts
const ofDelivery = columnNames(deliveryColumns).map((column) => `d.${column}` as DeliveryColumn)

/** `select` of deliveries, as `d`. */
export const selectDeliveries = (build: Build) => build.selectFrom('handover_outbox as d').select(ofDelivery)

interface DueQuery {
  readonly now: Date
  readonly limit: number
  readonly sort: DeliverySort
  /** None of the jobs with these limits. */
  readonly withoutLimits?: readonly string[]
}

// Reads the last committed state; takes no lock.
export async function dueDeliveries(
  { build, dialect, all }: Session,
  { now, limit, sort, withoutLimits = [] }: DueQuery,
): Promise<readonly Delivery[]> {
  const rows = await all(
    selectDeliveries(build)
      .where((where) => mayGoOut(where, sort))
      .$if(withoutLimits.length > 0, (query) =>
        query.where((where) =>
          where.or([where('d.job_limit', 'is', null), where('d.job_limit', 'not in', withoutLimits)]),
        ),
      )
      .where(isFree(now))
      .where('d.due_at', '<=', now.toISOString())
      .orderBy('d.due_at')
      .orderBy('d.id')
      .limit(limit),
  )
  return rows.map((row) => fromRow(deliveryColumns, row, dialect.decode))
}

/** When the next one may go out. */
export async function nextDelivery(session: Session): Promise<Date | null> {
  const [job, other] = await Promise.all([nextOf(session, 'jobs'), nextOf(session, 'others')])
  return job !== null && other !== null ? new Date(Math.min(job.getTime(), other.getTime())) : (job ?? other)
}

async function nextOf({ build, dialect, all }: Session, sort: DeliverySort): Promise<Date | null> {
  const [row] = await all(
    build
      .selectFrom('handover_outbox as d')
      .select('d.due_at')
      .where((where) => mayGoOut(where, sort))
      .where('d.claimed_until', 'is', null)
      .orderBy('d.due_at')
      .limit(1),
  )
  return row === undefined ? null : new Date(dialect.decode.time(row['due_at']))
}

type Where = ExpressionBuilder<Tables & { d: OutboxTable }, 'd'>

function mayGoOut(where: Where, sort: DeliverySort) {
  const older = where
    .selectFrom('handover_outbox as x')
    .select(sql.lit(1).as('one'))
    .whereRef('x.lane', '=', 'd.lane')
    .whereRef('x.id', '<', 'd.id')
    // Said as they stand in the partial indexes, here and below, which are else not seen to hold them.
    .where('x.lane', 'is not', null)
    .where(sql<boolean>`not x.is_dead`)
  return where.and([
    sort === 'jobs' ? sql<boolean>`not d.is_dead and d.kind = 'job'` : sql<boolean>`not d.is_dead and d.kind <> 'job'`,
    where.or([where('d.lane', 'is', null), where.not(where.exists(older))]),
    isNotSuspended(where as never),
  ])
}
