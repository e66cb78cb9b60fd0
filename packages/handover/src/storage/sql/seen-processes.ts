/**
 * Which processes an actor may see: the SQL of `seesProcess()` in `access/sight.ts` and of having or having had a task.
 * Each reason to see one is a source of its own, an index range limited on its own with the filters inside; what is
 * seen comes first of all of them. Who sees whole flows may have had thousands of tasks of them that no filter lets
 * through: what is older than a page that is full without them is not looked at.
 */
import { sql, type Expression, type SelectQueryBuilder, type SqlBool } from 'kysely'
import { entriesOfActor } from '../../access/audience.ts'
import type { Actor } from '../../flow/actor.ts'
import type { ProcessQuery } from '../store.ts'
import { isNotExcepted } from './offered-tasks.ts'
import { filtersOf } from './process-filters.ts'
import type { Build } from './schema.ts'
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
  const look: Look = { build, dialect, query, before, limit, since: null, filters: filtersOf(query, dialect) }
  const first = (sources: readonly Source[], of: Build = build) =>
    of
      .selectFrom(unionAll(build, sources).as('seen'))
      .select(['seen.number'])
      .distinct()
      .orderBy('seen.number', 'desc')
      .limit(limit)
  const { inSight, own } = sourcesOf(look)
  if (own === null) return first(inSight)
  if (inSight.length === 0) return first(own(look))
  // The number of its last, where a page is full without the others.
  const since = sql<number>`coalesce((select min(number) from sight having count(*) = ${limit}), 0)`
  const sight = build.selectFrom(sql<{ number: number }>`sight`.as('sight')).select('sight.number') as unknown as Source
  const withSight = build.with('sight', () => first(inSight)) as unknown as Build
  return first([sight, ...own({ ...look, since })], withSight)
}

type Source = SelectQueryBuilder<any, any, { number: number }>

interface Look extends Reading, Part {
  readonly query: ProcessQuery
  /** Only those with this number, or greater ones. */
  readonly since: Expression<number> | null
  readonly filters: readonly Expression<SqlBool>[]
}

/** `own` are those for reasons other than that the flow is in sight; null where there are none. */
interface Sources {
  readonly inSight: readonly Source[]
  readonly own: ((look: Look) => readonly Source[]) | null
}

function sourcesOf(look: Look): Sources {
  const { flow, flowsInSight, actor, needsAttention, startedBy } = look.query
  if (actor === null) return { inSight: [everyProcess(look)], own: null }
  const inSight = [...new Set(flowsInSight)].filter((name) => flow === undefined || name === flow)
  // These are few, or most of them are seen: each is asked about, instead of going through all that the actor ever had
  // to do with.
  if (needsAttention === true || (startedBy !== undefined && inSight.length > 0))
    return { inSight: [everyProcess(look).where((where) => isSeen(where as never, look, actor))], own: null }
  return {
    inSight: inSight.map((name) => everyProcess(look).where('p.flow', '=', name)),
    own: flow !== undefined && inSight.length > 0 ? null : (more) => ownSources(more, actor),
  }
}

function ownSources(look: Look, actor: Actor): readonly Source[] {
  return [
    everyProcess(look).where('p.started_by', '=', actor.id),
    ownedProcesses(look, actor),
    look.dialect.forEach(look.build, [...new Set(entriesOfActor(actor))], (entry) =>
      offeredProcesses(look, actor, entry),
    ),
  ]
}

function everyProcess({ build, query, before, since, limit, filters }: Look) {
  return build
    .selectFrom('handover_process as p')
    .select('p.number')
    .where('p.tenant', '=', query.tenant)
    .where((where) => where.and(filters))
    .$if(before !== null, (select) => select.where('p.number', '<', before!))
    .$if(since !== null, (select) => select.where('p.number', '>=', since!))
    .orderBy('p.number', 'desc')
    .limit(limit)
}

// Several tasks of one process are one row of the list. What is not filtered needs no look at its process.
function ownedProcesses({ build, query, before, since, limit, filters }: Look, actor: Actor) {
  return build
    .selectFrom('handover_task as t')
    .$if(filters.length > 0, (select) =>
      select
        .innerJoin('handover_process as p', (join) =>
          join.onRef('p.tenant', '=', 't.tenant').onRef('p.number', '=', 't.process_number'),
        )
        .where((where) => where.and(filters)),
    )
    .select('t.process_number as number')
    .distinct()
    .where('t.tenant', '=', query.tenant)
    .where('t.owner', '=', actor.id)
    .$if(before !== null, (select) => select.where('t.process_number', '<', before!))
    .$if(since !== null, (select) => select.where('t.process_number', '>=', since!))
    .orderBy('t.process_number', 'desc')
    .limit(limit)
}

function offeredProcesses(look: Look, actor: Actor, entry: Expression<string>) {
  const { build, query, before, since, limit, filters } = look
  return build
    .selectFrom('handover_offer as o')
    .$if(filters.length > 0, (select) =>
      select
        .innerJoin('handover_process as p', (join) =>
          join.onRef('p.tenant', '=', 'o.tenant').onRef('p.number', '=', 'o.process_number'),
        )
        .where((where) => where.and(filters)),
    )
    .select('o.process_number as number')
    .distinct()
    .where('o.tenant', '=', query.tenant)
    .where('o.audience', '=', entry)
    .where((where) => isNotExcepted(where as never, query.tenant, actor))
    .$if(before !== null, (select) => select.where('o.process_number', '<', before!))
    .$if(since !== null, (select) => select.where('o.process_number', '>=', since!))
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
    .where((each) => isNotExcepted(each as never, query.tenant, actor))
  const { or, exists } = where as { or: any; exists: any }
  return or([
    ...(flows.length === 0 ? [] : [sql<boolean>`p.flow in (${sql.join(flows)})`]),
    sql<boolean>`p.started_by = ${actor.id}`,
    exists(owned),
    exists(offered),
  ])
}
