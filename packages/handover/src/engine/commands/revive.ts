import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { abandon, disarm } from '../end-task.ts'
import { arriveAtJoin, cameFrom } from '../join.ts'
import { arrive } from '../leave.ts'
import { inherited } from '../mutex.ts'
import { permitted } from '../permitted.ts'
import { reopen } from '../reopen.ts'
import { restoreScopeOf } from '../restore-scopes.ts'
import { isOpen, type TaskState } from '../snapshot.ts'

/**
 * A task that was canceled, undone or failed is done anew: a fresh task is entered in its place, so that permission,
 * assignment and boundaries are those of now.
 */
export function revive(draft: Draft, command: CommandNamed<'revive'>): void {
  const task = permitted(draft, command)
  reopen(draft)
  restoreScopeOf(draft, task, (restored) => doAnew(restored, task))
}

function doAnew(draft: Draft, task: TaskState): void {
  const isHeld = isOpen(task)
  draft.forget(task.id)
  const revived = draft.change(task.id, {
    status: 'revived',
    finishedAt: task.finishedAt ?? draft.context.now,
  })
  draft.record('task.revived', { task: revived, from: task.status, to: 'revived' })
  if (isHeld) {
    disarm(draft, task)
    abandon(draft, task)
  }
  const { node, scope, item, previous } = task
  const from = draft.node(task).kind.scope === 'closes' ? cameFrom(task) : undefined
  if (from === undefined) return arrive(draft, revived, { node, scope, item, previous: [...previous, task.id] })
  // The tokens that had come to a join come again, and no further one.
  arriveAtJoin(draft, { node, scope, item, previous }, { from, ...inherited(draft, revived, draft.node(revived)) })
}
