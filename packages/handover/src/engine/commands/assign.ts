import { error } from '../../errors.ts'
import type { CommandNamed } from '../command.ts'
import { decide } from '../decide.ts'
import type { Draft } from '../draft.ts'
import { enforce } from '../enforce.ts'
import { atMilestone } from '../milestone.ts'
import { acquire } from '../mutex.ts'
import { permitted } from '../permitted.ts'

/** Somebody takes a task, or gives it to somebody; with `reassign`, one that is somebody's already. */
export function assign(draft: Draft, command: CommandNamed<'assign' | 'reassign'>): void {
  const named = draft.task(command.task)
  const to = command.to ?? (command.type === 'assign' ? command.by : null)
  permitted(draft, command, to?.id)
  if (to === null) throw error('ASSIGNEE_MISSING', { title: named.title, task: named.id })
  atMilestone(draft, named, (now) => {
    enforce(acquire(now, now.task(named.id)))
    const task = now.task(named.id)
    const assigned = now.change(task.id, {
      status: 'assigned',
      owner: to.id,
      ownerName: to.name,
      assignedAt: now.context.now,
    })
    const from = command.type === 'reassign' ? { formerOwner: task.owner, formerOwnerName: task.ownerName } : {}
    now.record('task.assigned', {
      task: assigned,
      from: task.status,
      to: 'assigned',
      data: { owner: to.id, ownerName: to.name, ...from },
    })
    decide(now, assigned, 'started')
  })
}
