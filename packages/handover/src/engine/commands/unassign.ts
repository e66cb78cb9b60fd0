import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { release } from '../mutex.ts'
import { permitted } from '../permitted.ts'

/** A task is given back to the queue. */
export function unassign(draft: Draft, command: CommandNamed<'unassign'>): void {
  const task = permitted(draft, command)
  release(draft, task)
  const free = draft.change(task.id, { status: 'new', owner: null, ownerName: null, assignedAt: null })
  draft.record('task.unassigned', {
    task: free,
    from: task.status,
    to: 'new',
    data: { owner: task.owner, ownerName: task.ownerName },
  })
}
