import { error } from '../errors.ts'
import type { ProcessStatus } from '../engine/snapshot.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import { isStorable } from '../flow/duration.ts'
import { isBroken } from '../flow/find-broken-text.ts'
import type { AnyFlow } from '../flow/flow-types.ts'
import { nearest } from '../flow/nearest.ts'
import type { Services } from './services.ts'

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

/** The flow that a filter names, by itself or by its name. */
export function flowOf(services: Services, given: AnyFlow | string | undefined): FrozenFlow | undefined {
  if (given === undefined) return undefined
  const name = typeof given === 'string' ? given : given?.name
  const flow = services.flows.get(name)
  if (flow === undefined)
    throw error('FLOW_UNKNOWN', { flow: name, near: nearest(String(name), services.flows.keys()) })
  return flow
}

/** No stored text holds what cannot be stored; PostgreSQL would fail on the question itself. */
export function checkTexts(filters: Readonly<Record<string, unknown>>): void {
  const odd = Object.entries(filters).find(([, value]) => isBroken(value))
  if (odd !== undefined)
    throw error('FILTER_INVALID', { filter: odd[0], value: odd[1], expected: 'a text without U+0000' })
}

/** As it is compared with what is stored. */
export function timeOf(filter: string, value: unknown): string {
  if (value instanceof Date && isStorable(value)) return value.toISOString()
  throw error('FILTER_INVALID', { filter, value, expected: 'a Date from the year 1 to 9999' })
}
