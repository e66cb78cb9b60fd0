import { setTimeout as sleep } from 'node:timers/promises'
import { error } from '../errors.ts'
import { nearest } from '../flow/nearest.ts'
import type { PruneQuery } from '../storage/store.ts'
import type { PruneOptions, Pruned } from './handover.ts'
import { refuseInside } from './inside.ts'
import type { Services } from './services.ts'

const statuses: PruneQuery['statuses'] = ['done', 'canceled', 'failed']
const known: readonly (keyof PruneOptions)[] = ['before', 'flow', 'status', 'dryRun', 'batch', 'onProgress']
/** In milliseconds: the longest rest between two batches. */
const longestRest = 1000

/** Removes what had ended before a moment; between two batches others have as much time as the batch took. */
export async function prune(services: Services, options: PruneOptions): Promise<Pruned> {
  refuseInside('prune')
  const query = await queryOf(services, options)
  let sum: Pruned = { processes: 0, tasks: 0, events: 0 }
  let begun = performance.now()
  for await (const { upTo, ...batch } of services.store.prune(query)) {
    sum = {
      processes: sum.processes + batch.processes,
      tasks: sum.tasks + batch.tasks,
      events: sum.events + batch.events,
    }
    options.onProgress?.({ ...sum, upTo: new Date(upTo) })
    if (batch.processes > 0) await sleep(Math.min(performance.now() - begun, longestRest))
    begun = performance.now()
  }
  return sum
}

async function queryOf(services: Services, options: PruneOptions): Promise<PruneQuery> {
  const { before, flow, status = statuses, dryRun = false, batch = 500 } = options
  const odd = Object.keys(options).find((key) => !(known as readonly string[]).includes(key))
  if (odd !== undefined) refuse(odd, options[odd as never], `one of ${known.join(', ')}`)
  const isPast = before instanceof Date && before.getTime() <= services.now().getTime()
  if (!isPast) refuse('before', before, 'a date in the past')
  if (!Array.isArray(status) || status.length === 0 || status.some((each) => !statuses.includes(each)))
    refuse('status', status, `a list of ${statuses.join(', ')}: what runs is never removed`)
  if (!Number.isInteger(batch) || batch < 1 || batch > 10_000) refuse('batch', batch, 'a whole number from 1 to 10,000')
  if (typeof dryRun !== 'boolean') refuse('dryRun', dryRun, 'true or false')
  const name = flow === undefined ? undefined : await flowName(services, flow)
  return {
    tenant: '',
    before: before.toISOString(),
    statuses: status,
    batch,
    isDry: dryRun,
    ...(name === undefined ? {} : { flow: name }),
  }
}

/** Of a flow that is not defined here any more the name is enough, if it was defined once: a misspelt one removes nothing. */
async function flowName({ store, flows }: Services, flow: NonNullable<PruneOptions['flow']>): Promise<string> {
  const name = typeof flow === 'string' ? flow : flow?.name
  if (flows.has(name)) return name
  const recorded = typeof name === 'string' ? await store.read.definitions(name) : []
  if (recorded.length === 0) throw error('FLOW_UNKNOWN', { flow: name, near: nearest(String(name), flows.keys()) })
  return name
}

function refuse(option: string, value: unknown, expected: string): never {
  throw error('OPTION_INVALID', { option, value, expected })
}
