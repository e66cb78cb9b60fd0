/** Whether a command makes sense for a node at all, whoever gives it and whenever. */
import { allowed, refusal, type Permit } from '../../access/permit.ts'
import type { FlowNode } from '../../flow/node.ts'
import type { TaskCommandName } from '../command.ts'
import { isOpen, type TaskState } from '../snapshot.ts'
import type { Facts } from './facts.ts'

const isHuman = ({ kind }: FlowNode) => kind.role === 'human' && kind.receive !== undefined
const isInner = (node: FlowNode) => node.kind.role !== 'start' && node.kind.begins === undefined
/** Stands on its own: no join, where several tokens may be waiting. */
const isStep = (node: FlowNode) => isInner(node) && node.kind.scope !== 'closes'
const hasItems = (node: FlowNode) => node.kind.scope === 'opens' && node.edges.some((edge) => edge.each !== undefined)

/** It goes on at a moment; of one that does not wait any more, nobody asks for what it waited. */
const hasMoment = (task: TaskState) =>
  task.waits?.wake !== undefined || !isOpen(task) || task.status === 'canceled' || task.status === 'error'

const fitting: Readonly<Record<TaskCommandName, (node: FlowNode, task: TaskState) => boolean>> = {
  assign: isHuman,
  unassign: isHuman,
  reassign: isHuman,
  complete: isHuman,
  sendBack: isHuman,
  run: ({ kind }) => kind.role === 'handle',
  cancel: isInner,
  undo: (node) => !node.isObsolete,
  revive: isInner,
  retry: isInner,
  skip: (node) => isStep(node) && node.edges.length > 0,
  move: isStep,
  reschedule: (node, task) => isHuman(node) || (isInner(node) && hasMoment(task)),
  add: (node) => node.kind.add !== undefined || hasItems(node),
  finish: (node) => node.kind.finishEarly !== undefined || node.kind.scope === 'opens',
}
const human: readonly TaskCommandName[] = ['assign', 'unassign', 'reassign', 'complete', 'sendBack']
/** A boundary holds no token, also when its node is gone: it can be disarmed, or tried again. */
const notForBoundaries: readonly TaskCommandName[] = ['undo', 'revive', 'skip', 'move']
const forObsolete: readonly TaskCommandName[] = ['cancel', 'move']

export function fits(command: TaskCommandName, { task, node }: Facts): Permit {
  const { id, title, kind } = task
  if (node.isObsolete && !forObsolete.includes(command))
    return refusal('TASK_OBSOLETE', { title, node: task.node, command })
  const isBoundary = task.host !== null && notForBoundaries.includes(command)
  if (fitting[command](node, task) && !isBoundary) return allowed
  if (human.includes(command)) return refusal('TASK_NOT_HUMAN', { task: id, title, kind, command })
  return refusal('COMMAND_UNFIT', { task: id, title, kind, command })
}
