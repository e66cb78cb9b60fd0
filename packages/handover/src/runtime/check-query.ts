import { error } from '../errors.ts'
import type { ProcessStatus } from '../engine/snapshot.ts'
import { nearest } from '../flow/nearest.ts'

const statuses: readonly ProcessStatus[] = ['running', 'done', 'canceled', 'failed']

/** A misspelt filter would list everything: unknown keys and statuses are refused. */
export function checkQuery(query: object, known: readonly string[]): void {
  const odd = Object.keys(query).find((key) => !known.includes(key))
  if (odd !== undefined)
    throw error('FILTER_UNKNOWN', { filter: odd, known: known.join(', '), near: nearest(odd, known) })
  const { status } = query as { status?: ProcessStatus }
  if (status !== undefined && !statuses.includes(status)) {
    throw error('FILTER_INVALID', { filter: 'status', value: status, expected: statuses.join(', ') })
  }
}
