import { error } from '../../errors.ts'
import { nearest } from '../../flow/nearest.ts'
import { waysFrom } from '../../flow/ways.ts'
import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { endTask } from '../end-task.ts'
import { arrive, withdrawInside } from '../leave.ts'
import { noted } from '../noted.ts'
import { permitted } from '../permitted.ts'
import { chainOf } from '../scopes.ts'
import type { Continuation, Scope, TaskState } from '../snapshot.ts'

/** A person returns the work to who did an earlier step, and says why. */
export function sendBack(draft: Draft, command: CommandNamed<'sendBack'>): void {
  const task = permitted(draft, command)
  noted(command, 'sendBack', task)
  const people = Object.values(draft.flow.graph).filter(({ kind }) => kind.role === 'human')
  const names = people.map(({ name }) => name)
  if (command.to !== null && !names.includes(command.to)) {
    const [known, near] = [names.join(', '), nearest(command.to, names)]
    throw error('SEND_BACK_NOWHERE', { title: task.title, to: command.to, known, near })
  }
  const wanted = command.to === null ? names : [command.to]
  const next = (): Continuation => (loaded) => returnTo(loaded, loaded.task(task.id), wanted)
  // All nodes, to know which tasks led to this one: the branches beside it stand in the same scope.
  const nodes = Object.keys(draft.flow.graph)
  draft.asking = { task: task.id, request: { type: 'load', nodes }, next, learned: {} }
}

function returnTo(draft: Draft, task: TaskState, wanted: readonly string[]): void {
  const chain = chainOf(draft.process.scopes, task.scope)
  const target = lastBefore(draft, task, { wanted, chain })
  if (target === undefined)
    throw error('SEND_BACK_NOWHERE', { title: task.title, to: wanted.length === 1 ? wanted[0] : null, known: '' })
  const sent = endTask(draft, task, {
    status: 'canceled',
    type: 'task.sentBack',
    reason: 'sent back',
    data: { to: target.node, owner: target.endedBy, ownerName: target.endedByName },
  })
  // The splits that were opened in between are left, with what stands in them: the outermost of them holds the others.
  const kept = chain.findIndex(({ id }) => id === target.scope)
  const left = chain.slice(0, kept < 0 ? chain.length : kept).at(-1)
  if (left !== undefined) withdrawInside(draft, left.id)
  const owner = target.endedBy === null ? {} : { owner: { id: target.endedBy, name: target.endedByName } }
  arrive(draft, sent, { node: target.node, scope: target.scope, item: target.item, previous: [sent.id], ...owner })
}

interface Sought {
  readonly wanted: readonly string[]
  /** The scopes that the task stands in. */
  readonly chain: readonly Scope[]
}

/** The newest task at one of the nodes that led to this one, in a scope that is still open. */
function lastBefore(draft: Draft, task: TaskState, { wanted, chain }: Sought): TaskState | undefined {
  const isOpenScope = ({ scope }: TaskState) => scope === null || chain.some(({ id }) => id === scope)
  const done = draft.tasks.filter(
    (other) => other.status === 'done' && other.id !== task.id && wanted.includes(other.node) && isOpenScope(other),
  )
  const led = ancestorsOf(draft, task)
  const found = done.filter(({ id }) => led.has(id))
  // What was skipped or moved on the way is not loaded, and hides what led to it: then the graph has to say.
  const isWhole = [...led].every((id) => draft.tasks.some((other) => other.id === id))
  const likely = found.length > 0 || isWhole ? found : done.filter((other) => mayLeadTo(draft, other, task))
  return likely.toSorted((one, other) => one.sequence - other.sequence).at(-1)
}

function ancestorsOf(draft: Draft, task: TaskState): ReadonlySet<string> {
  const known = new Map(draft.tasks.map((each) => [each.id, each]))
  const found = new Set(task.previous)
  for (const id of found) for (const before of known.get(id)?.previous ?? []) found.add(before)
  return found
}

/** Whether a way leads from one to the other, with the same item and within the same round of their split. */
function mayLeadTo(draft: Draft, from: TaskState, to: TaskState): boolean {
  if (from.scope === to.scope && JSON.stringify(from.item) !== JSON.stringify(to.item)) return false
  const split = draft.scope(from.scope)?.split
  const reached = new Set([from.node])
  for (const name of reached)
    for (const next of waysFrom({ nodes: draft.flow.graph }, name)) if (next !== split) reached.add(next)
  return reached.has(to.node)
}
