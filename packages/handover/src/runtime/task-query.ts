import { error } from '../errors.ts'
import type { Actor } from '../flow/actor.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import { nearest } from '../flow/nearest.ts'
import type { TaskList, TaskQuery as StoreQuery } from '../storage/store.ts'
import { checkQuery, checkTexts, flowOf, timeOf } from './check-query.ts'
import { dueTimes, isDueFilter, dueFilters } from './due-times.ts'
import type { TaskFilter, TaskQuery } from './handover.ts'
import { namesOf } from './node-names.ts'
import type { Services } from './services.ts'

const filters = ['flow', 'node', 'from', 'search', 'due', 'zone', 'createdSince', 'createdUntil']
const sorts = ['newest', 'oldest', 'due'] as const

/** A list's query as the store takes it. */
export function listQuery(services: Services, list: TaskList, by: Actor, query: TaskQuery): StoreQuery {
  checkQuery(query, [...filters, 'sort', 'limit', 'cursor'])
  const { sort, limit, cursor } = query
  if (sort !== undefined && !sorts.includes(sort))
    throw error('FILTER_INVALID', { filter: 'sort', value: sort, expected: sorts.join(', ') })
  if (sort === 'due' && list === 'archive')
    throw error('FILTER_INVALID', { filter: 'sort', value: sort, expected: 'newest or oldest: the archive is over' })
  return {
    ...filterOf(services, list, by, query),
    ...(sort !== undefined && { sort }),
    ...(limit !== undefined && { limit }),
    ...(cursor !== undefined && { cursor }),
  }
}

/** The same of what is counted. */
export function countQuery(services: Services, list: TaskList, by: Actor, filter: TaskFilter): StoreQuery {
  checkQuery(filter, filters)
  return filterOf(services, list, by, filter)
}

function filterOf(services: Services, list: TaskList, actor: Actor, filter: TaskFilter): StoreQuery {
  const { flow: given, node, from, search, createdSince, createdUntil } = filter
  const flow = flowOf(services, given)
  checkTexts({ node, from, search })
  const due = dueOf(services, list, filter)
  return {
    list,
    actor,
    tenant: '',
    ...(flow !== undefined && { flow: flow.name }),
    ...(node !== undefined && { nodes: nodesOf(flow, node) }),
    ...(from !== undefined && { startedBy: from }),
    ...(search !== undefined && { search }),
    ...(due !== undefined && { due }),
    ...(createdSince !== undefined && { createdSince: timeOf('createdSince', createdSince) }),
    ...(createdUntil !== undefined && { createdUntil: timeOf('createdUntil', createdUntil) }),
  }
}

/** All names under which tasks of a node may be stored. */
function nodesOf(flow: FrozenFlow | undefined, node: string): readonly string[] {
  if (flow === undefined)
    throw error('FILTER_INVALID', { filter: 'node', value: node, expected: 'it together with flow' })
  const known = Object.keys(flow.graph)
  if (!known.includes(node))
    throw error('NODE_UNKNOWN', { flow: flow.name, node, known: known.join(', '), near: nearest(node, known) })
  return namesOf(flow, node)
}

function dueOf(services: Services, list: TaskList, { due, zone }: TaskFilter): StoreQuery['due'] {
  if (zone !== undefined && !isZone(zone))
    throw error('FILTER_INVALID', {
      filter: 'zone',
      value: zone,
      expected: 'the name of a time zone, such as Europe/Berlin',
    })
  if (due === undefined) return undefined
  if (!isDueFilter(due)) throw error('FILTER_INVALID', { filter: 'due', value: due, expected: dueFilters.join(', ') })
  if (list === 'archive')
    throw error('FILTER_INVALID', {
      filter: 'due',
      value: due,
      expected: 'it in the inbox or the queue: the archive is over',
    })
  return due === 'none' ? null : dueTimes(due, services.now(), zone ?? 'UTC')
}

function isZone(zone: unknown): boolean {
  if (typeof zone !== 'string') return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
