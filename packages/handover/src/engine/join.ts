/**
 * Where a join is decided: the visit that a token belongs to, and when the visit fires. This is the general
 * synchronizing merge: a join waits for whatever can still come, and for nothing else.
 */
import type { Draft } from './draft.ts'
import type { TaskState, Token } from './snapshot.ts'
import { chainOf, isInside } from './scopes.ts'

/**
 * A token reaches a join: it belongs to the open visit in the innermost of its scopes that the join closes. Answers
 * with nothing; a token that none of those splits opened becomes a task of its own and is entered like any other.
 */
export function arriveAtJoin(draft: Draft, token: Token): void {
  const { closes } = draft.flow.joins.byJoin[token.node]!
  const scope = chainOf(draft.process.scopes, token.scope).find((open) => closes.includes(open.split))
  if (scope === undefined && closes.length > 0) {
    draft.agenda.push(draft.create(token).id)
    return
  }
  const place = scope?.id ?? null
  const visit = visits(draft).find((open) => open.node === token.node && open.scope === place)
  if (visit === undefined) draft.create({ ...token, scope: place, item: null }, 'started')
  else draft.change(visit.id, { previous: [...visit.previous, ...token.previous] })
}

/** The visit that may go on now, if any. Those that wait only for one another are let go oldest first. */
export function readyVisit(draft: Draft): TaskState | undefined {
  const waiting = visits(draft)
  if (waiting.length === 0) return undefined
  const blockers = new Map(waiting.map((visit) => [visit, blockersOf(draft, visit)]))
  const free = waiting.find((visit) => blockers.get(visit)!.length === 0)
  if (free !== undefined) return free
  let stuck = new Set(waiting)
  for (let size = -1; size !== stuck.size;) {
    size = stuck.size
    stuck = new Set([...stuck].filter((visit) => blockers.get(visit)!.every((blocker) => stuck.has(blocker))))
  }
  return stuck.values().next().value
}

/** Where the join's one token stands: outside the scope when nothing is left inside, else still inside. */
export function scopeAfterJoin(draft: Draft, visit: TaskState): string | null {
  if (visit.scope === null) return null
  const isOccupied = draft
    .openTasks()
    .some((task) => task.id !== visit.id && isInside(draft.process.scopes, task.scope, visit.scope))
  return isOccupied ? visit.scope : draft.process.scopes.find((scope) => scope.id === visit.scope)!.parent
}

export const isVisit = (draft: Draft, task: TaskState): boolean =>
  task.status === 'started' && draft.flow.graph[task.node]?.kind.scope === 'closes'

const visits = (draft: Draft) => draft.openTasks().filter((task) => isVisit(draft, task))

/** The open tasks from which a token may still come to the visit. */
function blockersOf(draft: Draft, visit: TaskState): readonly TaskState[] {
  const { upstream } = draft.flow.joins.byJoin[visit.node]!
  return draft
    .openTasks()
    .filter(
      (task) =>
        task.id !== visit.id && upstream.has(task.node) && isInside(draft.process.scopes, task.scope, visit.scope),
    )
}
