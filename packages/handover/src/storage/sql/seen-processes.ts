/**
 * Which processes an actor may see: the SQL of `seesProcess()` in `access/sight.ts` and of having or having had a task.
 * Each reason to see one is a source of its own, an index range limited on its own with the filters inside; what is
 * seen comes first of all of them.
 */
import { sql, type Expression, type SqlBool } from 'kysely'
import { entriesOfActor } from '../../access/audience.ts'
import type { Actor } from '../../flow/actor.ts'
import type { ProcessQuery } from '../store.ts'
import { isNotExcepted } from './offered-tasks.ts'
import { filtersOf } from './process-filters.ts'
import type { Reading } from './session.ts'
import { unionAll } from './union.ts'

interface Part {
  /** Only those with smaller numbers. */
  readonly before: number | null
  readonly limit: number
}

/** The first `limit` of them, newest first, as rows of (number). */
export function seenProcesses(reading: Reading, query: ProcessQuery, { before, limit }: Part) {
  const { build, dialect } = reading
  const look: Look = { build, dialect, query, before, limit, filters: filtersOf(query, dialect) }
  return build
    .selectFrom(unionAll(build, sourcesOf(look)).as('seen'))
    .select(['seen.number'])
    .distinct()
    .orderBy('seen.number', 'desc')
    .limit(limit)
}

interface Look extends Reading, Part {
  readonly query: ProcessQuery
  readonly filters: readonly Expression<SqlBool>[]
}

function sourcesOf(look: Look) {
  const { flow, flowsInSight, actor, needsAttention } = look.query
  if (actor === null) return [everyProcess(look)]
  // These are few: each is asked about, instead of going through all that the actor ever had to do with.
  if (needsAttention === true) return [everyProcess(look).where((where) => isSeen(where as never, look, actor))]
  const inSight = [...new Set(flowsInSight)].filter((name) => flow === undefined || name === flow)
  return [
    ...inSight.map((name) => everyProcess(look).where('p.flow', '=', name)),
    everyProcess(look).where('p.started_by', '=', actor.id),
    ownedProcesses(look, actor),
    look.dialect.forEach(look.build, [...new Set(entriesOfActor(actor))], (entry) =>
      offeredProcesses(look, actor, entry),
    ),
  ]
}

function everyProcess({ build, query, before, limit, filters }: Look) {
  return build
    .selectFrom('handover_process as p')
    .select('p.number')
    .where('p.tenant', '=', query.tenant)
    .where((where) => where.and(filters))
    .$if(before !== null, (select) => select.where('p.number', '<', before!))
    .orderBy('p.number', 'desc')
    .limit(limit)
}

// Several tasks of one process are one row of the list.
function ownedProcesses({ build, query, before, limit, filters }: Look, actor: Actor) {
  return build
    .selectFrom('handover_task as t')
    .innerJoin('handover_process as p', 'p.id', 't.process_id')
    .select('t.process_number as number')
    .distinct()
    .where('t.tenant', '=', query.tenant)
    .where('t.owner', '=', actor.id)
    .where((where) => where.and(filters))
    .$if(before !== null, (select) => select.where('t.process_number', '<', before!))
    .orderBy('t.process_number', 'desc')
    .limit(limit)
}

function offeredProcesses({ build, query, before, limit, filters }: Look, actor: Actor, entry: Expression<string>) {
  return build
    .selectFrom('handover_offer as o')
    .innerJoin('handover_process as p', (join) =>
      join.onRef('p.tenant', '=', 'o.tenant').onRef('p.number', '=', 'o.process_number'),
    )
    .select('o.process_number as number')
    .distinct()
    .where('o.tenant', '=', query.tenant)
    .where('o.audience', '=', entry)
    .where((where) => isNotExcepted(where as never, actor))
    .where((where) => where.and(filters))
    .$if(before !== null, (select) => select.where('o.process_number', '<', before!))
    .orderBy('o.process_number', 'desc')
    .limit(limit)
}

/** The same of one process, as a condition on `p`. */
function isSeen(where: never, { build, query }: Look, actor: Actor): Expression<SqlBool> {
  const flows = [...new Set(query.flowsInSight)]
  const owned = build
    .selectFrom('handover_task as t')
    .select(sql.lit(1).as('one'))
    .where(sql<boolean>`t.process_id = p.id`)
    .where('t.owner', '=', actor.id)
  const offered = build
    .selectFrom('handover_offer as o')
    .select(sql.lit(1).as('one'))
    .where(sql<boolean>`o.tenant = p.tenant and o.process_number = p.number`)
    .where('o.audience', 'in', [...new Set(entriesOfActor(actor))])
    .where((each) => isNotExcepted(each as never, actor))
  const { or, exists } = where as { or: any; exists: any }
  return or([
    ...(flows.length === 0 ? [] : [sql<boolean>`p.flow in (${sql.join(flows)})`]),
    sql<boolean>`p.started_by = ${actor.id}`,
    exists(owned),
    exists(offered),
  ])
}
