/** What callers ask of a list of processes, checked, and as the store takes it. */
import { z } from 'zod'
import { error } from '../errors.ts'
import { seesFlow } from '../access/sight.ts'
import type { JsonObject } from '../engine/snapshot.ts'
import type { Actor } from '../flow/actor.ts'
import { issuesOf } from '../flow/data.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import { nearest } from '../flow/nearest.ts'
import type { ProcessQuery as StoreQuery } from '../storage/store.ts'
import { actorOf } from './actor-of.ts'
import { checkQuery, checkTexts, flowOf, timeOf } from './check-query.ts'
import type { ProcessQuery } from './handover.ts'
import { namesOf } from './node-names.ts'
import type { Services } from './services.ts'

const narrowing = ['flow', 'outcome', 'where', 'search', 'startedBy', 'startedSince', 'startedUntil', 'node'] as const
/** What a count takes: it tells by itself how many have which status. */
export const countFilters = [...narrowing, 'by', 'of']
const filters = [...narrowing, 'status', 'needsAttention', 'by', 'limit', 'cursor']

export async function storeQuery(
  services: Services,
  query: ProcessQuery<any>,
  known: readonly string[] = filters,
): Promise<StoreQuery> {
  checkQuery(query, known)
  const by = actorOf(query)
  const { by: _by, flow: given, where, startedSince, startedUntil, node, ...rest } = query
  const flow = flowOf(services, given)
  checkTexts({ outcome: rest.outcome, search: rest.search, startedBy: rest.startedBy, node })
  checkNeedsAttention(rest.needsAttention)
  return {
    ...rest,
    tenant: '',
    ...sightOf(services, by),
    ...(startedSince === undefined ? {} : { startedSince: timeOf('startedSince', startedSince) }),
    ...(startedUntil === undefined ? {} : { startedUntil: timeOf('startedUntil', startedUntil) }),
    ...(flow === undefined ? {} : { flow: flow.name }),
    ...(node === undefined ? {} : { nodes: nodesOf(flow, node) }),
    ...(where === undefined ? {} : { where: await encodeWhere(flow, where) }),
  }
}

/** Whose sight limits what is read. */
export function sightOf(services: Services, actor: Actor | null): Pick<StoreQuery, 'actor' | 'flowsInSight'> {
  const names = [...services.flows.keys()]
  return { actor, flowsInSight: actor === null ? names : names.filter((name) => seesFlow(actor, name)) }
}

function checkNeedsAttention(value: unknown): void {
  if (value === undefined || typeof value === 'boolean') return
  throw error('FILTER_INVALID', { filter: 'needsAttention', value, expected: 'true or false' })
}

/** All names under which tasks of that node may be stored. */
function nodesOf(flow: FrozenFlow | undefined, node: string): readonly string[] {
  if (flow === undefined)
    throw error('FILTER_INVALID', { filter: 'node', value: node, expected: 'it together with flow' })
  if (Object.hasOwn(flow.graph, node)) return namesOf(flow, node)
  const known = Object.keys(flow.graph)
  throw error('NODE_UNKNOWN', { flow: flow.name, node, known: known.join(', '), near: nearest(node, known) })
}

/** The filter as it is stored: each key must be one of the data's, and its value must fit. */
async function encodeWhere(flow: FrozenFlow | undefined, where: object): Promise<JsonObject> {
  if (flow === undefined)
    throw error('FILTER_INVALID', { filter: 'where', value: where, expected: 'it together with flow' })
  const { schema } = flow
  const encoded: Record<string, any> = {}
  for (const [key, value] of Object.entries(where)) {
    if (value === undefined) continue
    const field = Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined
    const known = Object.keys(schema.shape)
    if (field === undefined)
      throw error('FILTER_UNKNOWN', { filter: key, known: known.join(', '), near: nearest(key, known) })
    const result = await z.safeEncodeAsync(field, value as never)
    if (!result.success)
      throw error('FILTER_INVALID', { filter: key, value, expected: issuesOf(result.error, value)[0]?.message })
    encoded[key] = result.data ?? null
    checkTexts({ [key]: encoded[key] })
  }
  return encoded
}
