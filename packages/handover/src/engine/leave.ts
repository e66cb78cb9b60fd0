/** How a token goes on: over an edge, into a join, or out of a split that a loop leaves. */
import type { Edge } from '../flow/node.ts'
import type { Draft } from './draft.ts'
import { arriveAtJoin } from './join.ts'
import { chainOf, isInside } from './scopes.ts'
import type { CancelReason, TaskState, Token } from './snapshot.ts'

/** A finished task's token goes on over an edge. */
export function leave(draft: Draft, task: TaskState, edge: Edge, at: Pick<Token, 'scope' | 'item'>): void {
  const scope = edge.siblings === 'cancel' ? withdrawSiblings(draft, task, edge, at.scope) : at.scope
  const token: Token = { node: edge.to, scope, previous: [task.id], item: at.item }
  if (draft.flow.graph[edge.to]!.kind.scope === 'closes') arriveAtJoin(draft, token)
  else draft.agenda.push(draft.create(token).id)
}

/** Ends a task that will not be done any more. */
export function withdraw(draft: Draft, task: TaskState, reason: CancelReason): void {
  const canceled = draft.end(task, { status: 'canceled', reason }, reason === 'process canceled')
  draft.record('task.canceled', { task: canceled, from: task.status, to: 'canceled' })
}

/** A loop leaves an open split: the other branches are withdrawn and the token stands where the split stood. */
function withdrawSiblings(draft: Draft, task: TaskState, edge: Edge, scope: string | null): string | null {
  const leaves = draft.flow.joins.leaves[`${task.node}>${edge.to}`] ?? []
  const left = chainOf(draft.process.scopes, scope).findLast((open) => leaves.includes(open.split))
  if (left === undefined) return scope
  for (const sibling of draft.openTasks()) {
    if (!isInside(draft.process.scopes, sibling.scope, left.id)) continue
    const waiting = draft.agenda.indexOf(sibling.id)
    if (waiting >= 0) draft.agenda.splice(waiting, 1)
    withdraw(draft, sibling, 'withdrawn')
  }
  return left.parent
}
