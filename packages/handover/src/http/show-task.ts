import { isHandoverError } from '../errors.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Process, Task as RuntimeTask } from '../runtime/handover.ts'
import { isObsolete, nodeOf, titleOfFlow, type Asking } from './asking.ts'
import { formOf } from './form.ts'
import { readData, type KnownData } from './read-data.ts'
import { readArtifact } from './show-artifact.ts'
import { permitsOf } from './show-permit.ts'
import { noTargets, showTargets } from './show-targets.ts'
import { TaskCommand, type ListedTask, type ProcessTask, type Task, type TaskDetail } from './wire.ts'

export async function showTask(asking: Asking, task: RuntimeTask): Promise<Task> {
  const { id, number, flow, summary, status, startedBy } = task.process
  const process = { id, number, flow, flowTitle: titleOfFlow(asking, flow), summary, status }
  return { ...(await rowOf(asking, task)), process: { ...process, startedBy: await asking.people.of(startedBy) } }
}

/** A task in a list: what may be done with several of them is known before they are opened. */
export async function showListedTask(asking: Asking, task: RuntimeTask): Promise<ListedTask> {
  return { ...(await showTask(asking, task)), may: mayOf(asking, task), mayGive: mayGive(asking, task) }
}

/** A task with what its page needs: the form and its present values, what may be done, the data of its process. */
export async function showTaskDetail(asking: Asking, task: RuntimeTask): Promise<TaskDetail> {
  const { actor, handover } = asking
  const node = nodeOf(asking, task.process.flow, task.node)
  const flow = handover.flows.get(task.process.flow)
  const known = flow && (await factsOf(asking, flow, task.process.id))
  const asks = flow && node && task.finishedAt === null && node.kind.role !== 'start'
  const form = asks ? formOf(flow, node, { data: known?.data ?? {}, artifact: known?.artifact?.values ?? {} }) : null
  return {
    ...(await showTask(asking, task)),
    progress: task.progress,
    description: node?.description ?? '',
    form,
    can: permitsOf(task, actor),
    mayGive: mayGive(asking, task),
    ...(flow && known ? showTargets(flow, task, known.tasks) : noTargets),
    item: task.item ?? null,
    artifact: known?.artifact?.shown ?? null,
    // What the form asks for is not known yet, whatever default stands there.
    facts: (known?.facts ?? []).filter(({ key }) => !form?.fields.includes(key)),
  }
}

/** A task in the picture of its process, whose tasks are `all`. */
export async function showProcessTask(
  asking: Asking,
  task: RuntimeTask,
  all: readonly RuntimeTask[],
): Promise<ProcessTask> {
  // Of a step that is gone only the task itself tells whether it was people's work.
  const isForPeople = task.audience !== null || task.owner !== null
  const shape = nodeOf(asking, task.process.flow, task.node)?.kind.shape ?? (isForPeople ? 'human' : 'auto')
  const may = mayOf(asking, task)
  // A split is done as soon as its branches have begun: whether one may still come shows in what is open after it.
  const isOver = task.finishedAt !== null && !leadsToOpen(task.id, all)
  return {
    ...(await rowOf(asking, task)),
    shape,
    progress: task.progress,
    previous: [...task.previous],
    may: may.filter((command) => !isOver || (command !== 'add' && command !== 'finish')),
  }
}

const mayOf = ({ actor }: Asking, task: RuntimeTask): TaskCommand[] =>
  TaskCommand.options.filter((command) => task.can(command, actor).allowed)

/** To anybody: who may give it to one may give it to all that are not excepted. */
const mayGive = ({ actor }: Asking, task: RuntimeTask): boolean => task.can('assign', actor, { to: '*' }).allowed

function leadsToOpen(id: string, tasks: readonly RuntimeTask[]): boolean {
  const after = new Set([id])
  // In order of creation: what led to a task stands before it.
  for (const task of tasks) if (task.previous.some((previous) => after.has(previous))) after.add(task.id)
  return tasks.some((task) => task.finishedAt === null && after.has(task.id))
}

async function rowOf(asking: Asking, task: RuntimeTask): Promise<Omit<Task, 'process'>> {
  const { id, node, kind, title, status, priority, reason, host, error } = task
  const { people } = asking
  return {
    id,
    node,
    kind,
    title,
    summary: task.finishedAt === null ? task.summary : task.result || task.summary,
    status,
    owner: await people.of(task.owner),
    endedBy: await people.of(task.endedBy),
    dueAt: task.dueAt?.toISOString() ?? null,
    wakeAt: task.wakeAt?.toISOString() ?? null,
    priority,
    createdAt: task.createdAt.toISOString(),
    assignedAt: task.assignedAt?.toISOString() ?? null,
    startedAt: task.startedAt?.toISOString() ?? null,
    finishedAt: task.finishedAt?.toISOString() ?? null,
    reason,
    error: error === null ? null : { code: error.code, message: error.message },
    host,
    isObsolete: isObsolete(asking, task.process.flow, node),
  }
}

interface Known extends KnownData {
  readonly artifact: Awaited<ReturnType<typeof readArtifact>>
  readonly tasks: readonly RuntimeTask[]
}

/** Nothing for who sees the task but not its process, such as one who could have taken it before it was canceled. */
async function factsOf(asking: Asking, flow: FrozenFlow, id: string): Promise<Known | undefined> {
  const { handover, actor } = asking
  let process: Process
  try {
    process = await handover.processes.get(id, { by: actor })
  } catch (refusal) {
    if (isHandoverError(refusal) && refusal.code === 'PROCESS_NOT_FOUND') return undefined
    throw refusal
  }
  const tasks = await handover.processes.tasks(id, { by: actor })
  return { ...(await readData(flow, process, tasks)), artifact: await readArtifact(asking, flow, id), tasks }
}
