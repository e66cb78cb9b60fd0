import type { Draft } from './draft.ts'
import { gatheringOf, isEarly, scopeAfterJoin } from './join.ts'
import type { Standing } from './leave.ts'
import { isInside } from './scopes.ts'
import type { TaskState } from './snapshot.ts'

/** Where the one token of a join goes on, and what is still open of the branches that it did not wait for. */
interface Closed extends Standing {
  readonly rest?: 'absorb' | 'block' | 'cancel' | 'again'
  readonly left: readonly TaskState[]
}

/**
 * A join goes on. When all have come, its scope closes, unless something else is still open in it. When it goes on
 * early, the scope takes in what is left.
 */
export function closeScope(draft: Draft, visit: TaskState): Closed {
  const scope = draft.scope(visit.scope)
  if (scope === undefined) return { scope: visit.scope, item: visit.item, left: [] }
  if (!isEarly(draft, visit)) {
    const kept = scopeAfterJoin(draft, visit)
    return { scope: kept === null ? scope.parent : kept.id, item: scope.item, left: [] }
  }
  const { rest = 'absorb' } = gatheringOf(draft, visit.node)
  if (rest === 'absorb' || rest === 'block')
    draft.changeScope(scope.id, { joined: [...(scope.joined ?? []), visit.node] })
  const left = draft
    .openTasks()
    .filter((task) => task.id !== visit.id && isInside(draft.process.scopes, task.scope, scope.id))
  return { scope: scope.parent, item: scope.item, rest, left }
}
