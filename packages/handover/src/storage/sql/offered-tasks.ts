/**
 * Which tasks are offered to an actor: the SQL of `isOffered()` in `access/audience.ts`. One index range for each of
 * the actor's entries, each limited on its own, so that a page costs as much as it shows, however long the queue is:
 * of the primary key for the newest and the oldest, of `handover_offer_due` for those that are due. Those without a due
 * time come from the primary key too, stepping over the others.
 */
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { entriesOfActor, exceptionOf } from '../../access/audience.ts'
import type { Actor } from '../../flow/actor.ts'
import type { TaskQuery } from '../store.ts'
import type { OfferTable, Tables } from './schema.ts'
import type { Reading } from './session.ts'
import { taskFilters, timeFilters } from './task-filters.ts'
import { inStretch, type Keys, type Stretch } from './task-order.ts'

const keys: Keys = { due: 'o.due_at', time: 'o.created_at', id: 'o.task_id' }
const times = { due: 'o.due_at', created: 'o.created_at' }
const outside: Keys = { due: 'offered.due_at', time: 'offered.created_at', id: 'offered.task_id' }

type Offered = Omit<TaskQuery, 'limit' | 'cursor' | 'list'>

/** The first `limit` of a stretch, in its order, as rows of (task_id, created_at, due_at). */
export function offeredTasks({ build, dialect }: Reading, query: Offered, stretch: Stretch, limit: number) {
  const { tenant, actor } = query
  const conditions = [...timeFilters(query, times), ...inStretch(stretch, keys)]
  const ofTask = taskFilters(query, dialect)
  const offered = dialect.forEach(build, [...new Set(entriesOfActor(actor))], (entry) => {
    const select = build
      .selectFrom('handover_offer as o')
      .select(['o.task_id', 'o.created_at', 'o.due_at'])
      .where('o.tenant', '=', tenant)
      .where('o.audience', '=', entry)
      .where((where) => isNotExcepted(where, tenant, actor))
      .where((where) => where.and(conditions))
      .$if(ofTask.length > 0, (rows) => rows.where((where) => passes(where, ofTask)))
      .limit(limit)
    return stretch.keys.reduce((rows, key) => rows.orderBy(sql.ref(keys[key]), stretch.direction), select)
  })
  const select = build
    .selectFrom(offered.as('offered'))
    .select(['offered.task_id', 'offered.created_at', 'offered.due_at'])
    .distinct()
    .limit(limit)
  return stretch.keys.reduce((rows, key) => rows.orderBy(sql.ref(outside[key]), stretch.direction), select)
}

type Where = ExpressionBuilder<Tables & { o: OfferTable }, 'o'>

/**
 * No row keeps the actor out of the task of this offer. Of most actors there is no such row at all: that is asked once.
 * Else each offer is asked about: a value, where `exists` would let PostgreSQL read all that the actor is kept out of.
 */
export function isNotExcepted(where: Where, tenant: string | Expression<string>, actor: Actor): Expression<SqlBool> {
  const exceptions = where
    .selectFrom('handover_offer as x')
    .select(sql.lit(1).as('one'))
    .where('x.tenant', '=', tenant)
    .where('x.audience', '=', exceptionOf(actor))
  const ofThis = exceptions.whereRef('x.created_at', '=', 'o.created_at').whereRef('x.task_id', '=', 'o.task_id')
  return where.or([where.not(where.exists(exceptions)), where(ofThis, 'is', null)])
}

/** The task of this offer, and its process, pass the filters. */
function passes(where: Where, filters: readonly Expression<SqlBool>[]): Expression<SqlBool> {
  const task = where
    .selectFrom('handover_task as t')
    .innerJoin('handover_process as p', 'p.id', 't.process_id')
    .select(sql.lit(1).as('one'))
    .whereRef('t.id', '=', 'o.task_id')
    .where((inner) => inner.and(filters))
  return where.exists(task)
}
