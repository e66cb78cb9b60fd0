/**
 * What a list of tasks is narrowed by: conditions on its tasks `t` and their processes `p`. Times narrow the range of an
 * index; the others are looked at row by row, so a filter that few tasks pass reads what the actor has, and no more.
 */
import { sql, type Expression, type SqlBool } from 'kysely'
import type { TaskQuery } from '../store.ts'
import type { Dialect } from './session.ts'

export type TaskFilters = Pick<
  TaskQuery,
  'flow' | 'nodes' | 'startedBy' | 'search' | 'due' | 'createdSince' | 'createdUntil'
>

/** Where the times stand: in the task, or beside its offer. */
interface Times {
  readonly due: string
  readonly created: string
}

/** What needs no more than the row that the list is read from. */
export function timeFilters(query: TaskFilters, { due, created }: Times): readonly Expression<SqlBool>[] {
  return [
    ...(query.due === null ? [sql<boolean>`${sql.ref(due)} is null`] : within(due, query.due?.since, query.due?.until)),
    ...within(created, query.createdSince, query.createdUntil),
  ]
}

/** What needs the task and its process; none when nothing of it is asked for. */
export function taskFilters(query: TaskFilters, dialect: Dialect): readonly Expression<SqlBool>[] {
  const { flow, nodes, startedBy, search } = query
  return [
    ...(flow === undefined ? [] : [sql<boolean>`p.flow = ${flow}`]),
    ...(nodes === undefined ? [] : [sql<boolean>`t.node in (${sql.join(nodes)})`]),
    ...(startedBy === undefined ? [] : [sql<boolean>`p.started_by = ${startedBy}`]),
    ...searched(search?.trim() ?? '', dialect),
  ]
}

function within(column: string, since: string | undefined, until: string | undefined): Expression<SqlBool>[] {
  return [
    ...(since === undefined ? [] : [sql<boolean>`${sql.ref(column)} >= ${since}`]),
    ...(until === undefined ? [] : [sql<boolean>`${sql.ref(column)} < ${until}`]),
  ]
}

function searched(search: string, dialect: Dialect): Expression<SqlBool>[] {
  if (search === '') return []
  const texts = ['t.title', 't.summary', 'p.summary'].map((column) => dialect.contains(column, search))
  const number = /^#?(\d{1,15})$/.exec(search)?.[1]
  const found = number === undefined ? texts : [sql<boolean>`t.process_number = ${Number(number)}`, ...texts]
  return [sql<boolean>`(${sql.join(found, sql` or `)})`]
}
