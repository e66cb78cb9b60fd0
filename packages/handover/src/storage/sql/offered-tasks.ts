/**
 * Which tasks are offered to an actor: the SQL of `isOffered()` in `access/audience.ts`. One index range for each of
 * the actor's entries, each limited on its own, so that a page costs as much as it shows, however long the queue is.
 */
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { entriesOfActor, exceptionOf } from '../../access/audience.ts'
import type { Actor } from '../../flow/actor.ts'
import type { Moment } from './page.ts'
import type { OfferTable, Tables } from './schema.ts'
import type { Reading } from './session.ts'

interface Offered {
  readonly tenant: string
  readonly actor: Actor
  readonly flow?: string | undefined
  readonly after: Moment | null
  readonly limit: number
}

/** The first `limit` of them, newest first, as rows of (task_id, created_at). */
export function offeredTasks({ build, dialect }: Reading, { tenant, actor, flow, after, limit }: Offered) {
  const offered = dialect.forEach(build, [...new Set(entriesOfActor(actor))], (entry) =>
    build
      .selectFrom('handover_offer as o')
      .select(['o.task_id', 'o.created_at'])
      .where('o.tenant', '=', tenant)
      .where('o.audience', '=', entry)
      .where((where) => isNotExcepted(where, actor))
      .$if(flow !== undefined, (select) => select.where((where) => isOfFlow(where, flow!)))
      .$if(after !== null, (select) =>
        select.where(sql<boolean>`(o.created_at, o.task_id) < (${after![0]}, ${after![1]})`),
      )
      .orderBy('o.created_at', 'desc')
      .orderBy('o.task_id', 'desc')
      .limit(limit),
  )
  return build
    .selectFrom(offered.as('offered'))
    .select(['offered.task_id', 'offered.created_at'])
    .distinct()
    .orderBy('offered.created_at', 'desc')
    .orderBy('offered.task_id', 'desc')
    .limit(limit)
}

type Where = ExpressionBuilder<Tables & { o: OfferTable }, 'o'>

/** No row keeps the actor out of the task of this offer. */
export function isNotExcepted(where: Where, actor: Actor): Expression<SqlBool> {
  const exception = where
    .selectFrom('handover_offer as x')
    .select(sql.lit(1).as('one'))
    .whereRef('x.tenant', '=', 'o.tenant')
    .where('x.audience', '=', exceptionOf(actor))
    .whereRef('x.created_at', '=', 'o.created_at')
    .whereRef('x.task_id', '=', 'o.task_id')
  return where.not(where.exists(exception))
}

function isOfFlow(where: Where, flow: string): Expression<SqlBool> {
  const process = where
    .selectFrom('handover_process as p')
    .select(sql.lit(1).as('one'))
    .whereRef('p.tenant', '=', 'o.tenant')
    .whereRef('p.number', '=', 'o.process_number')
    .where('p.flow', '=', flow)
  return where.exists(process)
}
