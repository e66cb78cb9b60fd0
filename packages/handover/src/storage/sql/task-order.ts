/** In which orders a list of tasks is read, and where in them a page begins. */
import { sql, type Expression, type SqlBool } from 'kysely'
import type { TaskQuery } from '../store.ts'
import { isMomentWith, positionOf, type Moment, type Position } from './page.ts'

/** The columns that a list is ordered by: when it is due, when it came into the list, and its id. */
export interface Keys {
  readonly due: string
  readonly time: string
  readonly id: string
}

/** Rows that lie side by side in one index, in the order of `keys`. */
export interface Stretch {
  readonly keys: readonly (keyof Keys)[]
  readonly direction: 'asc' | 'desc'
  /** Whether only those with a due time are in it, or only those without; both where nothing is said. */
  readonly isDated?: boolean
  readonly after: readonly string[] | null
}

/** Where a page of tasks begins; the order stands in it, since a place in one order is none in another. */
export type TaskPosition =
  | Moment
  | readonly ['oldest', time: string, id: string]
  | readonly ['due', due: string | null, time: string, id: string]

type Sort = NonNullable<TaskQuery['sort']>
type IsId = (text: string) => boolean

/**
 * What a page is read from, one after the other. In due order those that have no due time come last: SQLite would put
 * them first, and so they are a stretch of their own.
 */
export function stretchesOf(query: TaskQuery, isId: IsId): readonly Stretch[] {
  const { sort = 'newest' } = query
  const after = positionOf<TaskPosition>(query, isPositionIn(sort, isId))
  const [time, id] = after?.slice(-2) ?? []
  const moment = after === null ? null : [time!, id!]
  if (sort !== 'due') return [{ keys: ['time', 'id'], direction: sort === 'newest' ? 'desc' : 'asc', after: moment }]
  const due = after?.[0] === 'due' ? after[1] : undefined
  const undated: Stretch = { keys: ['time', 'id'], direction: 'asc', isDated: false, after: null }
  if (due === null) return [{ ...undated, after: moment }]
  const dated: Stretch = {
    keys: ['due', 'time', 'id'],
    direction: 'asc',
    isDated: true,
    after: moment && [due!, ...moment],
  }
  if (query.due === null) return [undated]
  return query.due === undefined ? [dated, undated] : [dated]
}

/** The place of a row, as `stretchesOf` reads it. */
export function positionIn(sort: Sort | undefined, due: string | null, time: string, id: string): Position {
  if (sort === 'due') return ['due', due, time, id]
  return sort === 'oldest' ? ['oldest', time, id] : [time, id]
}

/** What holds of the rows of a stretch that are still to come. */
export function inStretch({ keys: names, direction, isDated, after }: Stretch, keys: Keys): Expression<SqlBool>[] {
  const columns = sql.join(names.map((name) => sql.ref(keys[name])))
  const beyond = sql.raw(direction === 'asc' ? '>' : '<')
  const due = sql.ref(keys.due)
  return [
    ...(isDated === undefined ? [] : [isDated ? sql<boolean>`${due} is not null` : sql<boolean>`${due} is null`]),
    ...(after === null ? [] : [sql<boolean>`(${columns}) ${beyond} (${sql.join(after)})`]),
  ]
}

function isPositionIn(sort: Sort, isId: IsId) {
  const isMoment = isMomentWith(isId)
  return (value: unknown): value is TaskPosition => {
    if (sort === 'newest') return isMoment(value)
    if (!Array.isArray(value) || value[0] !== sort) return false
    const [, ...rest] = value as unknown[]
    if (sort === 'oldest') return isMoment(rest)
    const [due, ...moment] = rest
    // A due time is as any other: a moment with the same id tells whether it is one.
    return isMoment(moment) && (due === null || isMoment([due, moment[1]]))
  }
}
