/**
 * What may be done now, and if not, why. First the right, then the state: who has no right learns that (403), who has it
 * learns what happened meanwhile (409).
 */
import { refusal, allowed, type Permit } from '../access/permit.ts'
import { isExcepted, isOffered, inWords as audienceInWords } from '../access/audience.ts'
import { hasRight, manageRight } from '../access/rights.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Actor } from '../flow/actor.ts'
import { nearest } from '../flow/nearest.ts'
import type { TaskCommandName } from './command.ts'
import { isOpen, type ProcessState, type TaskState } from './snapshot.ts'

/** What a question about a task is answered from. */
export interface Facts {
  readonly flow: Pick<FrozenFlow, 'graph'>
  readonly process: Pick<ProcessState, 'flow'>
  readonly task: TaskState
}

/** May the actor give this command to the task? Null is the system, which has every right. */
export function canTask(
  command: TaskCommandName,
  facts: Facts,
  by: Actor | null,
  to: string | null = by?.id ?? null,
): Permit {
  const { task, flow } = facts
  if (flow.graph[task.node]?.kind.receive === undefined || flow.graph[task.node]?.kind.role === 'start') {
    return refusal('TASK_NOT_HUMAN', { task: task.id, title: task.title, kind: task.kind, command })
  }
  const right = by === null ? allowed : rights[command](facts, by, to)
  if (!right.allowed) return right
  return isOpen(task) ? states[command](task, by) : ended(task)
}

/** May the actor start a process at this node? */
export function canStart(flow: FrozenFlow, name: string, by: Actor | null): Permit {
  const node = flow.graph[name]
  if (node === undefined) {
    const known = Object.keys(flow.graph)
    return refusal('NODE_UNKNOWN', { flow: flow.name, node: name, known: known.join(', '), near: nearest(name, known) })
  }
  if (node.kind.role !== 'start') {
    const starts = Object.values(flow.graph).filter((other) => other.kind.role === 'start')
    return refusal('NODE_NOT_STARTABLE', {
      flow: flow.name,
      node: name,
      kind: node.kind.kind,
      starts: starts.map((other) => other.name).join(', '),
    })
  }
  if (by === null || node.permission === null || hasRight(by, node.permission)) return allowed
  return refusal('PERMISSION_MISSING', {
    deed: `Starting '${node.title}'`,
    permission: node.permission,
    actor: by.name,
  })
}

/** May the actor cancel the process? */
export function canCancelProcess(
  process: Pick<ProcessState, 'flow' | 'number' | 'status' | 'finishedAt'>,
  by: Actor | null,
): Permit {
  const { flow, number, status } = process
  if (by !== null && !hasRight(by, manageRight(flow))) {
    return refusal('PERMISSION_MISSING', {
      deed: `Canceling process #${number}`,
      permission: manageRight(flow),
      actor: by.name,
    })
  }
  return status === 'running' ? allowed : refusal('PROCESS_ENDED', { flow, number, status, at: process.finishedAt })
}

type Right = (facts: Facts, by: Actor, to: string | null) => Permit
const rights: Readonly<Record<TaskCommandName, Right>> = {
  assign: (facts, by, to) =>
    manages(facts, by) ? mayGet(facts, to) : to === by.id ? mayTake(facts, by) : notTheManager(facts, by),
  unassign: (facts, by) => (manages(facts, by) || facts.task.owner === by.id ? allowed : mayHaveTaken(facts, by)),
  complete: (facts, by) => (facts.task.owner === by.id ? allowed : mayTake(facts, by)),
}

const manages = (facts: Facts, by: Actor) =>
  hasRight(by, manageRight(facts.process.flow)) && !isExcepted(by, facts.task.audience)

function mayTake({ task }: Facts, by: Actor): Permit {
  if (isExcepted(by, task.audience)) return refusal('TASK_EXCEPTED', { title: task.title })
  if (isOffered(by, task.audience) || task.owner === by.id) return allowed
  if (task.owner !== null) return refusal('TASK_NOT_YOURS', { title: task.title, owner: nameOf(task) })
  return refusal('TASK_NOT_OFFERED', { title: task.title, audience: audienceInWords(task.audience ?? {}) })
}

/** A manager may pass over the offer, but not over an exception. */
function mayGet({ task }: Facts, to: string | null): Permit {
  const isKeptOut = to !== null && isExcepted({ id: to }, task.audience)
  return isKeptOut ? refusal('TASK_EXCEPTED', { title: task.title, user: to }) : allowed
}

/** Giving back is the owner's own; who could have taken the task is told that it moved on. */
function mayHaveTaken(facts: Facts, by: Actor): Permit {
  const { task } = facts
  if (task.owner !== null && isOpen(task)) return refusal('TASK_NOT_YOURS', { title: task.title, owner: nameOf(task) })
  return mayTake(facts, by)
}

function notTheManager({ task, process }: Facts, by: Actor): Permit {
  return refusal('PERMISSION_MISSING', {
    deed: `Giving '${task.title}' to somebody else`,
    permission: manageRight(process.flow),
    actor: by.name,
  })
}

type State = (task: TaskState, by: Actor | null) => Permit
const states: Readonly<Record<TaskCommandName, State>> = {
  assign: (task, by) => {
    if (task.owner === null) return allowed
    if (task.owner === by?.id) return refusal('TASK_ALREADY_YOURS', { title: task.title, at: task.assignedAt })
    return alreadyAssigned(task)
  },
  unassign: (task) =>
    task.owner === null ? refusal('TASK_NOT_ASSIGNED', { title: task.title, deed: 'given back' }) : allowed,
  complete: (task, by) => {
    if (by === null || task.owner === by.id) return allowed
    return task.owner === null
      ? refusal('TASK_NOT_ASSIGNED', { title: task.title, deed: 'completed' })
      : alreadyAssigned(task)
  },
}

const alreadyAssigned = (task: TaskState) =>
  refusal('TASK_ALREADY_ASSIGNED', { title: task.title, owner: nameOf(task), at: task.assignedAt })
const nameOf = (task: TaskState) => task.ownerName ?? task.owner

function ended(task: TaskState): Permit {
  const { title, finishedAt: at, status } = task
  if (status === 'done') return refusal('TASK_ENDED', { title, at, who: enderOf(task), deed: 'completed' })
  if (task.reason === 'withdrawn') return refusal('TASK_ENDED', { title, at, who: 'Another branch', deed: 'withdrew' })
  return refusal('TASK_ENDED', { title, at, who: enderOf(task), deed: 'canceled' })
}

const enderOf = (task: TaskState) => task.endedByName ?? task.endedBy ?? 'The system'
