import { error } from '../errors.ts'
import { checkActor } from '../access/check-actor.ts'
import { canTask, type TaskFacts } from '../engine/can.ts'
import type { TaskCommandName } from '../engine/command.ts'
import type { ProcessState, Snapshot, TaskState } from '../engine/snapshot.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { TaskRow } from '../storage/store.ts'
import type { CommandOptions, Task } from './handover.ts'
import { placeNow } from './node-names.ts'
import { keyedBy } from './once.ts'
import { perform, type PerformOptions } from './perform.ts'
import { dateOf, personOf, toProcessRef } from './process.ts'
import type { Services } from './services.ts'
import { checkCommand, taskCommandOf } from './task-command-of.ts'

/** A task as applications hold it: facts as they were read, `can` from those facts, `do` through the door. */
export function toTask(services: Services, stored: TaskState, process: ProcessRefState): Task {
  const flow = services.flows.get(process.flow) ?? { graph: {}, moved: {} }
  const state = placeNow(flow, stored)
  return {
    id: state.id,
    node: state.node,
    kind: state.kind,
    title: state.title,
    summary: state.summary,
    result: state.result,
    status: state.status,
    owner: personOf(state.owner, state.ownerName),
    audience: state.audience,
    item: state.item,
    reason: state.reason,
    error: state.error && { code: state.error.code, message: state.error.message },
    host: state.host,
    dueAt: dateOf(state.dueAt),
    wakeAt: wakesAt(state),
    priority: state.priority,
    previous: state.previous,
    createdAt: new Date(state.createdAt),
    assignedAt: dateOf(state.assignedAt),
    startedAt: dateOf(state.startedAt),
    progress: services.progressOf(state.id),
    finishedAt: dateOf(state.finishedAt),
    process: toProcessRef(process),
    endedBy: personOf(state.endedBy, state.endedByName),
    can(command, by, { to } = {}) {
      checkActor(by)
      checkCommand(command)
      return canTask(command, { flow, process, task: state }, by, to)
    },
    do: (command, options = {}) => commandTask(services, state.id, command, options),
  }
}

/** An undone task keeps what it waited for, but does not wait. */
const wakesAt = ({ waits, finishedAt, status }: TaskState): Date | null =>
  finishedAt === null && status !== 'canceled' ? dateOf(waits?.wake ?? null) : null

export type ProcessRefState = Pick<
  ProcessState,
  'id' | 'number' | 'flow' | 'summary' | 'status' | 'startedBy' | 'startedByName'
> &
  TaskFacts['process']

export const rowToTask = (services: Services, row: TaskRow): Task =>
  toTask(services, row, {
    id: row.process,
    number: row.processNumber,
    flow: row.flow,
    summary: row.processSummary,
    status: row.processStatus,
    reason: row.processReason,
    parentTask: row.processParentTask,
    suspendedAt: row.processSuspendedAt,
    finishedAt: row.processFinishedAt,
    startedBy: row.startedBy,
    startedByName: row.startedByName,
  })

export interface TaskCommandOptions extends CommandOptions {
  readonly expects?: PerformOptions['expects']
  /** One of several commands with the same idempotency key. */
  readonly isPart?: boolean
}

/** Gives a command to a task and answers with the task as it is then. */
export async function commandTask(
  services: Services,
  id: string,
  name: TaskCommandName,
  options: TaskCommandOptions,
): Promise<Task> {
  const { tx, expects, isPart = false } = options
  const command = taskCommandOf(name, id, options)
  const keyed = keyedBy(options, () => ({ ...command, by: command.by?.id }), isPart ? id : undefined)
  const { after } = await perform(services, { task: id }, command, {
    ...(tx === undefined ? {} : { tx }),
    ...(expects === undefined ? {} : { expects }),
    ...(keyed && { once: { ...keyed, answerOf: onlyTask(() => id) } }),
  })
  return toTask(
    services,
    after.tasks.find((task) => task.id === id)!,
    after.process,
  )
}

/** What an answer with one task is made of. */
export const onlyTask =
  (id: () => string) =>
  ({ process, tasks }: Snapshot): Snapshot => ({
    process: { ...process, data: {}, scopes: [] },
    tasks: tasks.filter((task) => task.id === id()),
  })

/** Refuses a task that is not one of this flow, or stands at another node. */
export const expectsAt =
  (flow: Pick<FrozenFlow, 'name'>, node: string, task: string): NonNullable<PerformOptions['expects']> =>
  ({ process, tasks }) => {
    const stands = tasks.find((each) => each.id === task)!
    if (process.flow !== flow.name) throw error('TASK_OF_OTHER_FLOW', { task, flow: flow.name, actual: process.flow })
    if (stands.node !== node) throw error('TASK_OF_OTHER_NODE', { task, node, actual: stands.node })
  }
