/** What a list of processes is narrowed to, as conditions on `p`. */
import { sql, type Expression, type SqlBool } from 'kysely'
import type { ProcessQuery } from '../store.ts'
import type { Dialect } from './session.ts'

export function filtersOf(query: ProcessQuery, dialect: Dialect): readonly Expression<SqlBool>[] {
  const equal = (['flow', 'status', 'outcome'] as const).flatMap((column) =>
    query[column] === undefined ? [] : [sql<boolean>`${sql.ref(`p.${column}`)} = ${query[column]}`],
  )
  // Where a task is open, its process runs.
  const running = query.nodes === undefined ? [] : [sql<boolean>`p.status = 'running'`]
  // Said as it stands in the partial index, which is else not seen to hold them.
  const isNotDone = query.nodes !== undefined || (query.status !== undefined && query.status !== 'done')
  const open = isNotDone ? [sql<boolean>`p.status <> 'done'`] : []
  // A branch may have reached an end while others still run: an outcome is what a process ended with.
  const ended = query.outcome === undefined ? [] : [sql<boolean>`p.status <> 'running'`]
  const where = Object.entries(query.where ?? {}).map(([key, value]) => dialect.hasValue('p.data', key, value))
  return [
    ...equal,
    ...running,
    ...open,
    ...ended,
    ...where,
    ...began(query),
    ...standing(query),
    ...searched(query.search?.trim() ?? '', dialect),
  ]
}

function began({ startedBy, startedSince, startedUntil }: ProcessQuery): readonly Expression<SqlBool>[] {
  return [
    ...(startedBy === undefined ? [] : [sql<boolean>`p.started_by = ${startedBy}`]),
    ...(startedSince === undefined ? [] : [sql<boolean>`p.created_at >= ${startedSince}`]),
    ...(startedUntil === undefined ? [] : [sql<boolean>`p.created_at < ${startedUntil}`]),
  ]
}

function standing({ needsAttention, nodes }: ProcessQuery): readonly Expression<SqlBool>[] {
  const open = sql`select 1 from handover_task t where t.process_id = p.id and t.finished_at is null`
  return [
    ...(needsAttention === true ? [sql<boolean>`p.attention is not null`] : []),
    ...(nodes === undefined ? [] : [sql<boolean>`exists (${open} and t.node in (${sql.join(nodes)}))`]),
  ]
}

function searched(search: string, dialect: Dialect): readonly Expression<SqlBool>[] {
  if (search === '') return []
  const named = dialect.contains('p.summary', search)
  const number = /^#?(\d{1,15})$/.exec(search)?.[1]
  return [number === undefined ? named : sql<boolean>`(p.number = ${Number(number)} or ${named})`]
}
