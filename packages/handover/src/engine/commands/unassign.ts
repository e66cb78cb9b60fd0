import { canTask } from '../can.ts'
import type { Command } from '../command.ts'
import type { Draft } from '../draft.ts'
import { enforce } from '../enforce.ts'

/** A task is given back to the queue. */
export function unassign(draft: Draft, command: Command & { type: 'unassign' }): void {
  const task = draft.task(command.task)
  enforce(canTask('unassign', { flow: draft.flow, process: draft.process, task }, command.by))
  const free = draft.change(task.id, { status: 'new', owner: null, ownerName: null, assignedAt: null })
  draft.record('task.unassigned', {
    task: free,
    from: task.status,
    to: 'new',
    data: { owner: task.owner, ownerName: task.ownerName },
  })
}
