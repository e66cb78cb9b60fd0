/** Pages by keyset: a cursor is the position of the last row, so rows that come or go between pages move nothing. */
import { error } from '../../errors.ts'
import type { Page, PageQuery } from '../store.ts'

const mostPerPage = 200
const usualPerPage = 25

/** Where a page begins: after the row with these values of the list's order. */
export type Position = readonly (string | number | null)[]

export function limitOf({ limit = usualPerPage }: PageQuery): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > mostPerPage)
    throw error('LIMIT_INVALID', { limit, most: mostPerPage })
  return limit
}

/** The position that a cursor stands for; `shape` are the types that this list's order has. */
export function positionOf<P extends Position>(
  { cursor }: PageQuery,
  isPosition: (value: unknown) => value is P,
): P | null {
  if (cursor === undefined || cursor === null) return null
  const position = parse(cursor)
  if (!isPosition(position)) throw error('CURSOR_INVALID', { cursor })
  return position
}

/** Of one row more than asked for, the page, and the cursor to what follows it. */
export function pageOf<T>(rows: readonly T[], limit: number, position: (row: T) => Position): Page<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const next = rows.length > limit && last !== undefined ? encode(position(last)) : null
  return { items, next }
}

/** A time and an id: the order of the lists of tasks. */
export type Moment = readonly [time: string, id: string]

export const isMomentWith =
  (isId: (text: string) => boolean) =>
  (value: unknown): value is Moment => {
    if (!Array.isArray(value) || value.length !== 2) return false
    const [time, id] = value as unknown[]
    return typeof time === 'string' && isoTime.test(time) && typeof id === 'string' && isId(id)
  }

/** A process's number: the order of the lists of processes. */
export type Numbered = readonly [number: number]

export const isNumbered = (value: unknown): value is Numbered =>
  Array.isArray(value) && value.length === 1 && Number.isSafeInteger(value[0])

const isoTime = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

const encode = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url')

function parse(cursor: unknown): unknown {
  if (typeof cursor !== 'string' || !/^[\w-]+$/.test(cursor)) return undefined
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown
  } catch {
    return undefined
  }
}
