import { error } from '../../errors.ts'
import { canTask } from '../can.ts'
import type { Command } from '../command.ts'
import type { Draft } from '../draft.ts'
import { enforce } from '../enforce.ts'

/** Somebody takes a task, or gives it to somebody. */
export function assign(draft: Draft, command: Command & { type: 'assign' }): void {
  const task = draft.task(command.task)
  const to = command.to ?? command.by
  if (to === null) throw error('ASSIGNEE_MISSING', { title: task.title, task: task.id })
  enforce(canTask('assign', { flow: draft.flow, process: draft.process, task }, command.by, to.id))
  const assigned = draft.change(task.id, {
    status: 'assigned',
    owner: to.id,
    ownerName: to.name,
    assignedAt: draft.context.now,
  })
  draft.record('task.assigned', {
    task: assigned,
    from: task.status,
    to: 'assigned',
    data: { owner: to.id, ownerName: to.name },
  })
}
