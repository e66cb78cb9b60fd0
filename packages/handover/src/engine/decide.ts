/** A deferred choice: when one branch has gone far enough, the others are withdrawn in the same action. */
import type { Draft } from './draft.ts'
import { withdrawAll } from './end-task.ts'
import { isInside } from './scopes.ts'
import type { TaskState } from './snapshot.ts'

/** The task has been taken, or was completed: it may be the first of its choice. */
export function decide(draft: Draft, task: TaskState, when: 'started' | 'completed'): void {
  const scope = draft.scope(task.scope)
  if (scope === undefined || scope.decided) return
  const split = draft.flow.graph[scope.split]
  const wanted = split?.kind.decides?.(split)
  // What is completed was started, also when nobody said so: a function, a timer.
  if (wanted === undefined || (wanted === 'completed' && when === 'started')) return
  const branch = branchOf(draft, task, scope.id)
  if (branch === undefined) return
  draft.changeScope(scope.id, { decided: true })
  const { scopes } = draft.process
  const others = draft
    .openTasks()
    .filter((open) => open.id !== branch && open.host !== branch && isInside(scopes, open.scope, scope.id))
  withdrawAll(draft, others, 'withdrawn')
}

/** The task with which a branch begins: the task itself, or the host that its boundary interrupts. */
function branchOf(draft: Draft, task: TaskState, opener: string): string | undefined {
  const begins = task.host === null ? task : draft.task(task.host)
  if (task.host !== null && !draft.node(task).isInterrupting) return undefined
  return begins.previous.includes(opener) ? begins.id : undefined
}
