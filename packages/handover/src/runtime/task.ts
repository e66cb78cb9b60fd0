import { error } from '../errors.ts'
import { checkActor } from '../access/check-actor.ts'
import { canTask } from '../engine/can.ts'
import { taskCommandNames, type Assignee, type TaskCommandName } from '../engine/command.ts'
import type { ProcessState, TaskState } from '../engine/snapshot.ts'
import { isBroken } from '../flow/find-broken-text.ts'
import { nearest } from '../flow/nearest.ts'
import { actorOf } from './actor-of.ts'
import type { TaskRow } from '../storage/store.ts'
import type { By, Task } from './handover.ts'
import { perform, type PerformOptions } from './perform.ts'
import { dateOf, personOf, toProcessRef } from './process.ts'
import type { Services } from './services.ts'

/** A task as applications hold it: facts as they were read, `can` from those facts, `do` through the door. */
export function toTask(services: Services, state: TaskState, process: ProcessRefState): Task {
  const graph = services.flows.get(process.flow)?.graph ?? {}
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
    dueAt: dateOf(state.dueAt),
    priority: state.priority,
    previous: state.previous,
    createdAt: new Date(state.createdAt),
    assignedAt: dateOf(state.assignedAt),
    finishedAt: dateOf(state.finishedAt),
    process: toProcessRef(process),
    endedBy: personOf(state.endedBy, state.endedByName),
    can(command, by, { to } = {}) {
      checkActor(by)
      checkCommand(command)
      return canTask(command, { flow: { graph }, process, task: state }, by, to)
    },
    do: (command, options = {}) => commandTask(services, state.id, command, options),
  }
}
type ProcessRefState = Pick<
  ProcessState,
  'id' | 'number' | 'flow' | 'summary' | 'status' | 'startedBy' | 'startedByName'
>

export const rowToTask = (services: Services, row: TaskRow): Task =>
  toTask(services, row, {
    id: row.process,
    number: row.processNumber,
    flow: row.flow,
    summary: row.processSummary,
    status: row.processStatus,
    startedBy: row.startedBy,
    startedByName: row.startedByName,
  })

export interface TaskCommandOptions extends By {
  /** `assign`: the id of who gets it; the actor by default. */
  readonly to?: string
  /** `complete`: what the form asks for. */
  readonly input?: unknown
  readonly expects?: PerformOptions['expects']
}

/** Gives a command to a task and answers with the task as it is then. */
export async function commandTask(
  services: Services,
  id: string,
  name: TaskCommandName,
  options: TaskCommandOptions,
): Promise<Task> {
  const { note = null, tx, expects } = options
  const by = actorOf(options)
  checkCommand(name)
  const to = assigneeOf(options)
  const command =
    name === 'assign'
      ? { type: name, task: id, to, by, note }
      : name === 'complete'
        ? { type: name, task: id, input: options.input, by, note }
        : { type: name, task: id, by, note }
  const { after } = await perform(services, { task: id }, command, {
    ...(tx === undefined ? {} : { tx }),
    ...(expects === undefined ? {} : { expects }),
  })
  return toTask(
    services,
    after.tasks.find((task) => task.id === id)!,
    after.process,
  )
}

function checkCommand(command: TaskCommandName): void {
  if (taskCommandNames.includes(command)) return
  const near = nearest(String(command), taskCommandNames)
  throw error('COMMAND_UNKNOWN', { command, known: taskCommandNames.join(', '), near })
}

function assigneeOf({ to, by }: TaskCommandOptions): Assignee | null {
  if (to === undefined) return null
  if (typeof to !== 'string' || to === '' || isBroken(to))
    throw error('OPTION_INVALID', { option: 'to', value: to, expected: 'the id of the user who gets the task' })
  return { id: to, name: to === by?.id ? by.name : null }
}
