import { error } from '../errors.ts'
import { checkActor } from '../access/check-actor.ts'
import { seesProcess, seesTask } from '../access/sight.ts'
import type { AnyFlow } from '../flow/flow-types.ts'
import type { Actor } from '../flow/actor.ts'
import type { TaskList } from '../storage/store.ts'
import type { TaskQuery, Tasks } from './handover.ts'
import { checkQuery } from './check-query.ts'
import { isId } from './perform.ts'
import { rowToTask } from './task.ts'
import type { Services } from './services.ts'

/** Counting stops here: a badge says `1000+` and costs no more than a page. */
const most = 1000

/** The lists of an actor's tasks. */
export function taskLists(services: Services): Tasks {
  const { read } = services.store
  const list =
    (name: TaskList) =>
    async (by: Actor, query: TaskQuery = {}) => {
      checkActor(by)
      checkQuery(query, ['flow', 'limit', 'cursor'])
      const { flow, ...page } = query
      const { items, next } = await read.tasks({ ...page, list: name, actor: by, tenant: '', ...flowFilter(flow) })
      return { items: items.map((row) => rowToTask(services, row)), next }
    }
  return {
    async get(id, { by } = {}) {
      const row = isId(id) ? await read.task(id) : undefined
      const isSeen =
        row !== undefined &&
        (by === undefined || seesTask(by, row) || seesProcess(by, row) || (await read.isInvolved(row.process, by)))
      if (!isSeen) throw error('TASK_NOT_FOUND', { task: id })
      return rowToTask(services, row)
    },
    inbox: list('inbox'),
    queue: list('queue'),
    archive: list('archive'),
    count: (name, by) => read.countTasks({ list: name, actor: by, tenant: '' }, most),
  }
}

const flowFilter = (flow: AnyFlow | string | undefined) =>
  flow === undefined ? {} : { flow: typeof flow === 'string' ? flow : flow.name }
