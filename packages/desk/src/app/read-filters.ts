import type { ProcessStatus } from 'handover/client'
import type { ProcessFilters } from '../api/queries.ts'

const statuses: readonly ProcessStatus[] = ['running', 'done', 'canceled', 'failed']

/** The filters of an address; what is not understood is left out. */
export function readFilters(given: Record<string, unknown>): ProcessFilters {
  const status = statuses.find((each) => each === given['status'])
  const flow = text(given['flow'])
  const search = text(given['search'])
  return { ...(status && { status }), ...(flow && { flow }), ...(search && { search }) }
}

// The router reads `?search=903` as a number.
function text(given: unknown): string | undefined {
  return typeof given === 'string' || typeof given === 'number' ? String(given) : undefined
}
