import type { ProcessStatus } from 'handover/client'
import type { ProcessFilters } from '../api/process-queries.ts'

const statuses: readonly ProcessStatus[] = ['running', 'done', 'canceled', 'failed']

/** The filters of an address; what is not understood is left out. */
export function readFilters(given: Record<string, unknown>): ProcessFilters {
  const status = statuses.find((each) => each === given['status'])
  const attention = status === undefined && given['attention'] === true
  const texts = (['flow', 'person', 'search'] as const).flatMap((name) => entry(name, text(given[name])))
  const days = (['since', 'until'] as const).flatMap((name) => entry(name, day(given[name])))
  const older = text(given['older'])
  const isCursors = older !== undefined && /^[\w-]+(\.[\w-]+)*$/.test(older)
  return {
    ...(status && { status }),
    ...(attention && { attention }),
    ...Object.fromEntries([...texts, ...days]),
    // Names of nodes say something together with their flow only.
    ...(text(given['flow']) && Object.fromEntries(nodes(given))),
    ...(isCursors && { older }),
  }
}

const nodes = (given: Record<string, unknown>) =>
  (['outcome', 'node'] as const).flatMap((name) => entry(name, text(given[name])))

const entry = <N extends string>(name: N, value: string | undefined): (readonly [N, string])[] =>
  value === undefined || value === '' ? [] : [[name, value]]

// The router reads `?search=903` as a number.
function text(given: unknown): string | undefined {
  return typeof given === 'string' || typeof given === 'number' ? String(given) : undefined
}

function day(given: unknown): string | undefined {
  const written = text(given)
  const isDay = written !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(written)
  return isDay && !Number.isNaN(Date.parse(written)) ? written : undefined
}
