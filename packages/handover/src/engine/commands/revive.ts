import { error } from '../../errors.ts'
import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { disarm } from '../end-task.ts'
import { arrive } from '../leave.ts'
import { permitted } from '../permitted.ts'
import { reopen } from '../reopen.ts'
import { isOpen } from '../snapshot.ts'

/**
 * A task that was canceled, undone or failed is done anew: a fresh task is entered in its place, so that permission,
 * assignment and boundaries are those of now.
 */
export function revive(draft: Draft, command: CommandNamed<'revive'>): void {
  const task = permitted(draft, command)
  reopen(draft, task)
  if (task.scope !== null && draft.scope(task.scope) === undefined) throw error('BRANCH_CLOSED', { title: task.title })
  const isHeld = isOpen(task)
  draft.forget(task.id)
  const revived = draft.change(task.id, {
    status: 'revived',
    finishedAt: task.finishedAt ?? draft.context.now,
  })
  draft.record('task.revived', { task: revived, from: task.status, to: 'revived' })
  if (isHeld) disarm(draft, task)
  const { node, scope, item } = task
  arrive(draft, revived, { node, scope, item, previous: [...task.previous, task.id] })
}
