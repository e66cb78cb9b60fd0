/**
 * What may be done now, and if not, why. First whether it makes sense for the node, then the right, then the state: who
 * has no right learns that (403), who has it learns what happened meanwhile (409).
 */
import { refusal, allowed, type Permit } from '../access/permit.ts'
import { hasRight, manageRight } from '../access/rights.ts'
import { error } from '../errors.ts'
import { isStart } from '../flow/is-start.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Actor } from '../flow/actor.ts'
import { nearest } from '../flow/nearest.ts'
import type { FlowNode } from '../flow/node.ts'
import { fits } from './can/fits.ts'
import { mayReopen, reopening } from './can/reopening.ts'
import { rights } from './can/rights.ts'
import { states } from './can/states.ts'
import type { Facts } from './can/facts.ts'
import type { ProcessCommandName, TaskCommandName } from './command.ts'
import { obsoleteNode } from './obsolete-node.ts'
import type { ProcessState } from './snapshot.ts'

/** What a question about a task is answered from. */
export interface TaskFacts extends Omit<Facts, 'node'> {
  readonly flow: Pick<FrozenFlow, 'graph'>
}

/** May the actor give this command to the task? Null is the system, which has every right. */
export function canTask(
  command: TaskCommandName,
  { flow, process, task }: TaskFacts,
  by: Actor | null,
  to: string | null = by?.id ?? null,
): Permit {
  const facts = { process, task, node: flow.graph[task.node] ?? obsoleteNode(task) }
  const fit = fits(command, facts)
  if (!fit.allowed) return fit
  const right = by === null ? allowed : rights[command](facts, by, to)
  if (!right.allowed) return right
  if (process.suspendedAt !== null)
    return refusal('PROCESS_SUSPENDED', { flow: process.flow, number: process.number, at: process.suspendedAt })
  const state = states[command](task, by)
  return state.allowed && reopening.includes(command) ? mayReopen(facts) : state
}

/** May the actor start a process at this node? */
export function canStart(flow: FrozenFlow, name: string, by: Actor | null, isTriggered = false): Permit {
  const node = flow.graph[name]
  if (node === undefined) {
    const known = Object.keys(flow.graph)
    return refusal('NODE_UNKNOWN', { flow: flow.name, node: name, known: known.join(', '), near: nearest(name, known) })
  }
  if (isTriggered ? !isStart(node) : node.kind.role !== 'start') {
    const starts = Object.values(flow.graph).filter((other) => other.kind.role === 'start')
    return refusal('NODE_NOT_STARTABLE', {
      flow: flow.name,
      node: name,
      kind: node.kind.kind,
      starts: starts.map((other) => other.name).join(', '),
    })
  }
  if (by === null) return allowed
  const deed = `Starting '${node.title}'`
  if (node.permission !== null && !hasRight(by, node.permission))
    return refusal('PERMISSION_MISSING', { deed, permission: node.permission, actor: by.name })
  return isAvailable(flow, node, by) ? allowed : refusal('START_NOT_OFFERED', { deed, actor: by.name })
}

/** A promise would be taken for a yes: an answer that is none is refused. */
function isAvailable(flow: FrozenFlow, node: FlowNode, by: Actor): boolean {
  if (node.available === undefined) return true
  const value: unknown = node.available(by)
  if (typeof value === 'boolean') return value
  const expected = 'true or false, at once'
  throw error('RULE_ANSWER_INVALID', { flow: flow.name, node: node.name, about: 'available', value, expected })
}

type ProcessFacts = Pick<ProcessState, 'flow' | 'number' | 'status' | 'finishedAt' | 'suspendedAt'>
const deeds: Readonly<Record<ProcessCommandName, string>> = {
  cancel: 'Canceling',
  suspend: 'Suspending',
  resume: 'Resuming',
}

/** May the actor give this command to the process? */
export function canProcess(command: ProcessCommandName, process: ProcessFacts, by: Actor | null): Permit {
  const { flow, number, status, suspendedAt } = process
  if (by !== null && !hasRight(by, manageRight(flow))) {
    const deed = `${deeds[command]} process #${number}`
    return refusal('PERMISSION_MISSING', { deed, permission: manageRight(flow), actor: by.name })
  }
  if (status !== 'running') return refusal('PROCESS_ENDED', { flow, number, status, at: process.finishedAt })
  if (command === 'suspend' && suspendedAt !== null)
    return refusal('PROCESS_SUSPENDED', { flow, number, at: suspendedAt })
  if (command === 'resume' && suspendedAt === null) return refusal('PROCESS_NOT_SUSPENDED', { flow, number })
  return allowed
}
