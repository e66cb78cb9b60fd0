import { z } from 'zod'
import { error } from '../errors.ts'
import { checkActor } from '../access/check-actor.ts'
import { seesFlow, seesProcess } from '../access/sight.ts'
import type { JsonObject, ProcessState } from '../engine/snapshot.ts'
import type { Actor } from '../flow/actor.ts'
import { issuesOf } from '../flow/data.ts'
import { frozen, type FrozenFlow } from '../flow/define-flow.ts'
import { nearest } from '../flow/nearest.ts'
import type { ProcessQuery, Processes } from './handover.ts'
import { checkQuery } from './check-query.ts'
import { isId, perform } from './perform.ts'
import { toProcess } from './process.ts'
import { rowToTask } from './task.ts'
import type { Services } from './services.ts'

/** Processes for reading, and the command that cancels one. */
export function processLists(services: Services): Processes {
  const { read } = services.store
  const find = async (id: string, by: Actor | undefined): Promise<ProcessState> => {
    const state = isId(id) ? await read.process(id) : undefined
    const isSeen =
      state !== undefined && (by === undefined || seesProcess(by, state) || (await read.isInvolved(id, by)))
    if (!isSeen) throw error('PROCESS_NOT_FOUND', { process: id })
    return state
  }
  return {
    get: async (id, { by } = {}) => toProcess(services, await find(id, by)),
    async list(query = {}) {
      const { items, next } = await read.processes(await storeQuery(services, query))
      return { items: await Promise.all(items.map((state) => toProcess(services, state))), next }
    },
    async tasks(id, { by } = {}) {
      await find(id, by)
      return (await read.tasksOf(id)).map((row) => rowToTask(services, row))
    },
    async history(id, { by, ...page } = {}) {
      await find(id, by)
      return read.history(id, page)
    },
    async cancel(id, { by = null, note = null, tx } = {}) {
      const moved = await perform(
        services,
        { process: id },
        { type: 'cancelProcess', by, note },
        tx === undefined ? {} : { tx },
      )
      return toProcess(services, moved.after.process)
    },
  }
}

const filters = ['flow', 'status', 'outcome', 'where', 'search', 'by', 'limit', 'cursor']

async function storeQuery(services: Services, query: ProcessQuery<any>) {
  checkQuery(query, filters)
  if (query.by !== undefined) checkActor(query.by)
  const { by, flow, where, ...rest } = query
  const names = [...services.flows.keys()]
  return {
    ...rest,
    tenant: '',
    actor: by ?? null,
    flowsInSight: by === undefined ? names : names.filter((name) => seesFlow(by, name)),
    ...(flow === undefined ? {} : { flow: flow.name }),
    ...(where === undefined ? {} : { where: await encodeWhere(flow, where) }),
  }
}

/** The filter as it is stored: each key must be one of the data's, and its value must fit. */
async function encodeWhere(flow: { name: string } | undefined, where: object): Promise<JsonObject> {
  if (flow === undefined)
    throw error('FILTER_INVALID', { filter: 'where', value: where, expected: 'it together with flow' })
  const { schema } = frozen(flow as FrozenFlow)
  const encoded: Record<string, any> = {}
  for (const [key, value] of Object.entries(where)) {
    const field = Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined
    const known = Object.keys(schema.shape)
    if (field === undefined)
      throw error('FILTER_UNKNOWN', { filter: key, known: known.join(', '), near: nearest(key, known) })
    const result = await z.safeEncodeAsync(field, value as never)
    if (!result.success)
      throw error('FILTER_INVALID', { filter: key, value, expected: issuesOf(result.error, value)[0]?.message })
    encoded[key] = result.data ?? null
  }
  return encoded
}
