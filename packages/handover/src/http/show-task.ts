import { isHandoverError } from '../errors.ts'
import { encodeData } from '../flow/data.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Task as RuntimeTask } from '../runtime/handover.ts'
import { nodeOf, titleOfFlow, type Asking } from './asking.ts'
import { showFacts } from './show-facts.ts'
import { formOf } from './form.ts'
import { showPermit } from './show-permit.ts'
import type { ProcessTask, Task, TaskDetail } from './wire.ts'

export async function showTask(asking: Asking, task: RuntimeTask): Promise<Task> {
  const { id, number, flow, summary, status, startedBy } = task.process
  const process = { id, number, flow, flowTitle: titleOfFlow(asking, flow), summary, status }
  return { ...(await rowOf(asking, task)), process: { ...process, startedBy: await asking.people.of(startedBy) } }
}

/** A task with what its page needs: the form and its present values, what may be done, the data of its process. */
export async function showTaskDetail(asking: Asking, task: RuntimeTask): Promise<TaskDetail> {
  const { handover, actor } = asking
  const node = nodeOf(asking, task.process.flow, task.node)
  const flow = handover.flows.get(task.process.flow)
  const data = flow && (await dataOf(asking, flow, task.process.id))
  const asks = flow && node && isOpen(task) && node.kind.role !== 'start'
  const form = asks ? formOf(flow, node, data ?? {}) : null
  return {
    ...(await showTask(asking, task)),
    description: node?.description ?? '',
    form,
    can: {
      assign: showPermit(task.can('assign', actor)),
      unassign: showPermit(task.can('unassign', actor)),
      complete: showPermit(task.can('complete', actor)),
    },
    // What the form asks for is not known yet, whatever default stands there.
    facts: flow && data ? showFacts(flow, data).filter(({ key }) => !form?.fields.includes(key)) : [],
  }
}

/** A task in the picture of its process. */
export async function showProcessTask(asking: Asking, task: RuntimeTask): Promise<ProcessTask> {
  const shape = nodeOf(asking, task.process.flow, task.node)?.kind.shape ?? 'auto'
  return { ...(await rowOf(asking, task)), shape, previous: [...task.previous] }
}

async function rowOf({ people }: Asking, task: RuntimeTask): Promise<Omit<Task, 'process'>> {
  const { id, node, kind, title, status, priority, reason } = task
  return {
    id,
    node,
    kind,
    title,
    summary: isOpen(task) ? task.summary : task.result || task.summary,
    status,
    owner: await people.of(task.owner),
    endedBy: await people.of(task.endedBy),
    dueAt: task.dueAt?.toISOString() ?? null,
    priority,
    createdAt: task.createdAt.toISOString(),
    assignedAt: task.assignedAt?.toISOString() ?? null,
    finishedAt: task.finishedAt?.toISOString() ?? null,
    reason,
  }
}

/** Nothing for who sees the task but not its process, such as one who could have taken it before it was canceled. */
async function dataOf({ handover, actor }: Asking, flow: FrozenFlow, id: string) {
  try {
    const process = await handover.processes.get(id, { by: actor })
    return await encodeData(flow.schema, process.data)
  } catch (refusal) {
    if (isHandoverError(refusal) && refusal.code === 'PROCESS_NOT_FOUND') return undefined
    throw refusal
  }
}

const isOpen = (task: RuntimeTask): boolean => task.finishedAt === null
