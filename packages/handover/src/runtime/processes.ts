import { error } from '../errors.ts'
import { seesProcess } from '../access/sight.ts'
import type { ProcessCommand } from '../engine/command.ts'
import type { ProcessState } from '../engine/snapshot.ts'
import type { Actor } from '../flow/actor.ts'
import type { By, Process, Processes } from './handover.ts'
import { actorOf } from './actor-of.ts'
import { keyedBy } from './once.ts'
import { boardOf } from './board.ts'
import { countOf } from './count-processes.ts'
import { haltOf, isHalted } from './halt.ts'
import { overviewOf } from './overview.ts'
import { tasksWithProgress } from './job-progress.ts'
import { isId, perform } from './perform.ts'
import { toProcess } from './process.ts'
import { storeQuery } from './process-query.ts'
import { prune } from './prune.ts'
import { readRecord } from './read-record.ts'
import type { Services } from './services.ts'

/** Processes for reading, and the commands to a whole process. */
export function processLists(services: Services): Processes {
  const { read } = services.store
  const sees = async (by: Actor, state: ProcessState) => seesProcess(by, state) || read.isInvolved(state.id, by)
  const find = async (id: string, options: { readonly by?: Actor }): Promise<ProcessState> => {
    const by = actorOf(options)
    const state = isId(id) ? await read.process(id) : undefined
    if (state === undefined || (by !== null && !(await sees(by, state))))
      throw error('PROCESS_NOT_FOUND', { process: id })
    return state
  }
  const command = async (type: ProcessCommand['type'], id: string, options: By = {}): Promise<Process> => {
    const { note = null, tx } = options
    const by = actorOf(options)
    const keyed = keyedBy(options, () => ({ type, process: id, by: by?.id, note }))
    const { after } = await perform(
      services,
      { process: id },
      { type, by, note },
      {
        ...(tx === undefined ? {} : { tx }),
        ...(keyed && { once: { ...keyed, answerOf: ({ process }) => ({ process, tasks: [] }) } }),
      },
    )
    return toProcess(services, after.process)
  }
  return {
    async get(id, options = {}) {
      const state = await find(id, options)
      const { flow } = options
      if (flow !== undefined && flow.name !== state.flow)
        throw error('PROCESS_OF_OTHER_FLOW', { process: id, flow: flow.name, actual: state.flow })
      return toProcess(services, state)
    },
    async list(query = {}) {
      const { items, next } = await read.processes(await storeQuery(services, query))
      return { items: await Promise.all(items.map((state) => toProcess(services, state))), next }
    },
    overview: (query = {}) => overviewOf(services, query),
    count: (query = {}) => countOf(services, query),
    board: (flow, options = {}) => boardOf(services, flow, options),
    async tasks(id, options = {}) {
      await find(id, options)
      return tasksWithProgress(services, await read.tasksOf(id))
    },
    async history(id, options = {}) {
      await find(id, options)
      const { by: _by, ...page } = options
      return read.history(id, page)
    },
    async halt(id, options = {}) {
      const state = await find(id, options)
      return isHalted(state) ? haltOf(state, await read.halts([id])) : null
    },
    async children(id, options = {}) {
      const by = actorOf(options)
      const { flow } = await find(id, options)
      const graph = services.flows.get(flow)?.graph ?? {}
      const tasks = (await read.tasksOf(id)).filter(({ node }) => (graph[node]?.kind.shape ?? 'call') === 'call')
      const children = (await Promise.all(tasks.map((task) => read.children(task.id)))).flat()
      const seen = await Promise.all(children.map(async (child) => by === null || sees(by, child)))
      return Promise.all(children.filter((_, i) => seen[i]).map((child) => toProcess(services, child)))
    },
    async artifact(id, options = {}) {
      return readRecord(services, await find(id, options))
    },
    prune: (options) => prune(services, options),
    cancel: (id, options) => command('cancelProcess', id, options),
    suspend: (id, options) => command('suspend', id, options),
    resume: (id, options) => command('resume', id, options),
  }
}
