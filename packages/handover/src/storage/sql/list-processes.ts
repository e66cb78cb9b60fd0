/**
 * The processes that an actor may see, newest first. Each reason to see one is a source of its own, an index range
 * limited on its own with the filters inside; the page is what comes first of all of them.
 */
import { sql, type Expression, type SqlBool } from 'kysely'
import { entriesOfActor } from '../../access/audience.ts'
import type { ProcessState } from '../../engine/snapshot.ts'
import type { Actor } from '../../flow/actor.ts'
import type { Page, ProcessQuery } from '../store.ts'
import { fromRow, processColumns } from './columns.ts'
import { selectProcesses } from './find-process.ts'
import { isNotExcepted } from './offered-tasks.ts'
import { isNumbered, limitOf, pageOf, positionOf } from './page.ts'
import type { Dialect, Reading, Session } from './session.ts'
import { unionAll } from './union.ts'

// Reads the last committed state; takes no lock.
export async function listProcesses(session: Session, query: ProcessQuery): Promise<Page<ProcessState>> {
  const { build, dialect, all } = session
  const limit = limitOf(query)
  const [before] = positionOf(query, isNumbered) ?? [null]
  const look: Look = { build, dialect, query, before, limit: limit + 1, filters: filtersOf(query, dialect) }
  const sources = query.actor === null ? [everyProcess(look)] : sourcesOf(look, query.actor)
  const page = build
    .selectFrom(unionAll(build, sources).as('seen'))
    .select(['seen.number'])
    .distinct()
    .orderBy('seen.number', 'desc')
    .limit(limit + 1)
  const rows = await all(
    selectProcesses(build)
      .innerJoin(page.as('page'), 'page.number', 'p.number')
      .where('p.tenant', '=', query.tenant)
      .orderBy('p.number', 'desc'),
  )
  const processes = rows.map((row) => fromRow<ProcessState>(processColumns, row, dialect.decode))
  return pageOf(processes, limit, (process) => [process.number])
}

interface Look extends Reading {
  readonly query: ProcessQuery
  readonly before: number | null
  readonly limit: number
  readonly filters: readonly Expression<SqlBool>[]
}

function sourcesOf(look: Look, actor: Actor) {
  const { flow, flowsInSight } = look.query
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

function filtersOf(query: ProcessQuery, dialect: Dialect): readonly Expression<SqlBool>[] {
  const equal = (['flow', 'status', 'outcome'] as const).flatMap((column) =>
    query[column] === undefined ? [] : [sql<boolean>`${sql.ref(`p.${column}`)} = ${query[column]}`],
  )
  // Said as it stands in the partial index, which is else not seen to hold them.
  const open = query.status === undefined || query.status === 'done' ? [] : [sql<boolean>`p.status <> 'done'`]
  // A branch may have reached an end while others still run: an outcome is what a process ended with.
  const ended = query.outcome === undefined ? [] : [sql<boolean>`p.status <> 'running'`]
  const where = Object.entries(query.where ?? {}).map(([key, value]) => dialect.hasValue('p.data', key, value))
  return [...equal, ...open, ...ended, ...where, ...searched(query.search?.trim() ?? '', dialect)]
}

function searched(search: string, dialect: Dialect): readonly Expression<SqlBool>[] {
  if (search === '') return []
  const named = dialect.contains('p.summary', search)
  const number = /^#?(\d{1,15})$/.exec(search)?.[1]
  return [number === undefined ? named : sql<boolean>`(p.number = ${Number(number)} or ${named})`]
}
