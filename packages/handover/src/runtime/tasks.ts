import { error, isHandoverError, type HandoverError } from '../errors.ts'
import { checkActor } from '../access/check-actor.ts'
import { seesProcess, seesTask } from '../access/sight.ts'
import type { Actor } from '../flow/actor.ts'
import type { TaskList } from '../storage/store.ts'
import type { Task, TaskQuery, Tasks } from './handover.ts'
import { actorOf } from './actor-of.ts'
import { isId } from './perform.ts'
import { tasksWithProgress } from './job-progress.ts'
import { commandTask, rowToTask } from './task.ts'
import type { Services } from './services.ts'
import { countQuery, listQuery } from './task-query.ts'
import { checkCommand } from './task-command-of.ts'

const listNames: readonly TaskList[] = ['inbox', 'queue', 'archive']

/** Counting stops here: a badge says `1000+` and costs no more than a page. */
const most = 1000

/** The lists of an actor's tasks. */
export function taskLists(services: Services): Tasks {
  const { read } = services.store
  const list =
    (name: TaskList) =>
    async (by: Actor, query: TaskQuery = {}) => {
      checkActor(by)
      const { items, next } = await read.tasks(listQuery(services, name, by, query))
      return { items: items.map((row) => rowToTask(services, row)), next }
    }
  return {
    async get(id, options = {}) {
      const by = actorOf(options)
      const row = isId(id) ? await read.task(id) : undefined
      const isSeen =
        row !== undefined &&
        (by === null || seesTask(by, row) || seesProcess(by, row) || (await read.isInvolved(row.process, by)))
      if (!isSeen) throw error('TASK_NOT_FOUND', { task: id })
      return (await tasksWithProgress(services, [row]))[0]!
    },
    inbox: list('inbox'),
    queue: list('queue'),
    archive: list('archive'),
    async count(name, by, filter = {}) {
      checkActor(by)
      if (!listNames.includes(name))
        throw error('FILTER_INVALID', { filter: 'list', value: name, expected: listNames.join(', ') })
      return read.countTasks(countQuery(services, name, by, filter), most)
    },
    async bulk(command, ids, options = {}) {
      checkCommand(command)
      if (!Array.isArray(ids))
        throw error('OPTION_INVALID', { option: 'ids', value: ids, expected: 'a list of the ids of tasks' })
      const done: Task[] = []
      const refused: { task: string; error: HandoverError }[] = []
      for (const task of ids) {
        try {
          done.push(await commandTask(services, task, command, { ...options, isPart: true }))
        } catch (failure) {
          refused.push({ task, error: refusalOf(failure) })
        }
      }
      return { done, refused }
    },
  }
}

/** One task's failure is no reason to say nothing of the others. */
const refusalOf = (failure: unknown): HandoverError =>
  isHandoverError(failure) ? failure : error('SERVER_FAILED', {}, { cause: failure })
