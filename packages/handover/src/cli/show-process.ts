/** Processes and tasks as the command line answers with them. */
import type { Process, Task } from '../runtime/handover.ts'
import { momentOf } from './write-out.ts'

/** All but the data, which a list need not be able to read. */
export function processFacts(process: Process): object {
  const { id, number, flow, version, status, outcome, attention, reason, summary } = process
  const { artifact, parentTask, startedBy, createdAt, suspendedAt, finishedAt } = process
  const facts = { id, number, flow, version, status, outcome, attention, reason, summary }
  return { ...facts, artifact, parentTask, startedBy, createdAt, suspendedAt, finishedAt }
}

export function taskFacts(task: Task): object {
  const { id, node, kind, title, summary, status, owner, error, dueAt, priority, createdAt, process } = task
  const of = { id: process.id, number: process.number, flow: process.flow }
  return { id, node, kind, title, summary, status, owner, error, dueAt, priority, createdAt, process: of }
}

export const taskHead = ['TASK', 'PROCESS', 'FLOW', 'NODE', 'STATUS', 'OWNER', 'SINCE', 'TITLE']
export const taskCells = ({ id, process, node, status, owner, createdAt, title }: Task): readonly string[] => [
  id,
  `#${process.number}`,
  process.flow,
  node,
  status,
  owner?.id ?? '',
  momentOf(createdAt),
  title,
]
