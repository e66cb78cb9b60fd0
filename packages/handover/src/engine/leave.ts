/** How a token goes on: over an edge, into a join, or out of a split that a loop leaves. */
import type { Edge } from '../flow/node.ts'
import type { Draft } from './draft.ts'
import { withdrawAll } from './end-task.ts'
import { arriveAtJoin } from './join.ts'
import { inherited } from './mutex.ts'
import { chainOf, isInside } from './scopes.ts'
import type { TaskState, Token } from './snapshot.ts'

/** Where a token stands that leaves a task. */
export type Standing = Pick<Token, 'scope' | 'item'>

/** A finished task's token goes on over an edge. */
export function leave(draft: Draft, task: TaskState, edge: Edge, at: Standing): void {
  const scope = edge.siblings === 'cancel' ? withdrawSiblings(draft, task, edge, at.scope) : at.scope
  arrive(draft, task, { node: edge.to, scope, previous: [task.id], item: at.item })
}

/** A token that comes from a task reaches a node. */
export function arrive(draft: Draft, from: TaskState, token: Token): void {
  const node = draft.flow.graph[token.node]!
  const kept = inherited(draft, from, node)
  if (node.kind.scope === 'closes') arriveAtJoin(draft, token, { from: [from.node], ...kept })
  else draft.agenda.push(draft.create(token, kept).id)
}

/** A loop leaves an open split: the other branches are withdrawn and the token stands where the split stood. */
function withdrawSiblings(draft: Draft, task: TaskState, edge: Edge, scope: string | null): string | null {
  const leaves = draft.flow.joins.leaves[`${task.node}>${edge.to}`] ?? []
  const left = chainOf(draft.process.scopes, scope).findLast((open) => leaves.includes(open.split))
  if (left === undefined) return scope
  withdrawInside(draft, left.id)
  return left.parent
}

/** All that is open inside the scope is withdrawn. */
export function withdrawInside(draft: Draft, scope: string): void {
  const { scopes } = draft.process
  const inside = draft.openTasks().filter((open) => isInside(scopes, open.scope, scope))
  withdrawAll(draft, inside, 'withdrawn')
}
