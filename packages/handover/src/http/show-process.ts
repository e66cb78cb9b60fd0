import { encodeData } from '../flow/data.ts'
import type { Process as RuntimeProcess } from '../runtime/handover.ts'
import { nodeOf, titleOfFlow, type Asking } from './asking.ts'
import { showFacts } from './show-facts.ts'
import { showPermit } from './show-permit.ts'
import { showProcessTask } from './show-task.ts'
import type { Process, ProcessDetail } from './wire.ts'

export async function showProcess(asking: Asking, process: RuntimeProcess): Promise<Process> {
  const { id, number, flow, version, summary, status, outcome, attention } = process
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
    startedBy: await asking.people.of(process.startedBy),
    createdAt: process.createdAt.toISOString(),
    finishedAt: process.finishedAt?.toISOString() ?? null,
  }
}

/** A process with its data, all its tasks, and what may be done with it. */
export async function showProcessDetail(asking: Asking, process: RuntimeProcess): Promise<ProcessDetail> {
  const { handover, actor } = asking
  const flow = handover.flows.get(process.flow)
  const tasks = await handover.processes.tasks(process.id, { by: actor })
  return {
    ...(await showProcess(asking, process)),
    data: flow === undefined ? [] : showFacts(flow, await encodeData(flow.schema, process.data)),
    tasks: await Promise.all(tasks.map((task) => showProcessTask(asking, task))),
    can: { cancel: showPermit(process.can('cancel', actor)) },
  }
}
