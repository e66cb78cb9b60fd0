import { error } from '../../errors.ts'
import { nearest } from '../../flow/nearest.ts'
import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { endTask } from '../end-task.ts'
import { arrive, withdrawInside } from '../leave.ts'
import { noted } from '../noted.ts'
import { permitted } from '../permitted.ts'
import { chainOf } from '../scopes.ts'
import type { Continuation, TaskState } from '../snapshot.ts'

/** A person returns the work to who did an earlier step, and says why. */
export function sendBack(draft: Draft, command: CommandNamed<'sendBack'>): void {
  const task = permitted(draft, command)
  noted(command, 'sendBack', task)
  const nodes = Object.values(draft.flow.graph).filter(({ kind }) => kind.role === 'human')
  const names = nodes.map(({ name }) => name)
  if (command.to !== null && !names.includes(command.to)) {
    const [known, near] = [names.join(', '), nearest(command.to, names)]
    throw error('SEND_BACK_NOWHERE', { title: task.title, to: command.to, known, near })
  }
  const wanted = command.to === null ? names : [command.to]
  const next = (): Continuation => (loaded) => returnTo(loaded, loaded.task(task.id), wanted)
  draft.asking = { task: task.id, request: { type: 'load', nodes: wanted }, next, learned: {} }
}

function returnTo(draft: Draft, task: TaskState, wanted: readonly string[]): void {
  const chain = chainOf(draft.process.scopes, task.scope)
  const isReachable = ({ scope }: TaskState) => scope === null || chain.some(({ id }) => id === scope)
  const done = draft.tasks.filter(
    (other) => other.status === 'done' && other.id !== task.id && wanted.includes(other.node) && isReachable(other),
  )
  const target = done.toSorted((one, other) => one.sequence - other.sequence).at(-1)
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
