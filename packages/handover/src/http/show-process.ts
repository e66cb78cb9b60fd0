import { isHandoverError } from '../errors.ts'
import type { Process as RuntimeProcess } from '../runtime/handover.ts'
import { nodeOf, titleOfFlow, type Asking } from './asking.ts'
import { nothingKnown, readData } from './read-data.ts'
import { readArtifact } from './show-artifact.ts'
import { showHalt } from './show-halt.ts'
import { showPermit } from './show-permit.ts'
import { showProcessTask, showTask } from './show-task.ts'
import type { Caller, Process, ProcessDetail } from './wire.ts'

export async function showProcess(asking: Asking, process: RuntimeProcess): Promise<Process> {
  const { id, number, flow, version, summary, status, outcome, attention, reason, parentTask } = process
  return {
    id,
    number,
    flow,
    flowTitle: titleOfFlow(asking, flow),
    version,
    summary,
    status,
    outcome,
    outcomeTitle: outcome === null ? null : (nodeOf(asking, flow, outcome)?.title ?? outcome),
    attention,
    reason,
    suspendedAt: process.suspendedAt?.toISOString() ?? null,
    parentTask,
    startedBy: await asking.people.of(process.startedBy),
    createdAt: process.createdAt.toISOString(),
    finishedAt: process.finishedAt?.toISOString() ?? null,
  }
}

/** A process with its data, all its tasks, whom it called and who called it, and what may be done with it. */
export async function showProcessDetail(asking: Asking, process: RuntimeProcess): Promise<ProcessDetail> {
  const { handover, actor } = asking
  const flow = handover.flows.get(process.flow)
  const tasks = await handover.processes.tasks(process.id, { by: actor })
  const children = await handover.processes.children(process.id, { by: actor })
  const artifact = flow === undefined ? null : await readArtifact(asking, flow, process.id)
  const known = flow === undefined ? nothingKnown : await readData(flow, process, tasks)
  const can = (command: 'cancel' | 'suspend' | 'resume') => showPermit(process.can(command, actor))
  return {
    ...(await showProcess(asking, process)),
    data: [...known.facts],
    dataProblem: known.problem,
    artifact: artifact?.shown ?? null,
    halt: await showHalt(asking, await handover.processes.halt(process.id, { by: actor })),
    tasks: await Promise.all(tasks.map((task) => showProcessTask(asking, task, tasks))),
    parent: await callerOf(asking, process),
    children: await Promise.all(children.map((child) => showProcess(asking, child))),
    can: { cancel: can('cancel'), suspend: can('suspend'), resume: can('resume') },
  }
}

/** Who may see a called process need not see who called it. */
async function callerOf(asking: Asking, { parentTask }: RuntimeProcess): Promise<Caller | null> {
  if (parentTask === null) return null
  try {
    const task = await asking.handover.tasks.get(parentTask, { by: asking.actor })
    const { id, title, process } = await showTask(asking, task)
    return { task: id, title, process }
  } catch (refusal) {
    if (isHandoverError(refusal) && refusal.code === 'TASK_NOT_FOUND') return null
    throw refusal
  }
}
