import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { isVisit } from '../join.ts'
import { held } from '../mutex.ts'
import { permitted } from '../permitted.ts'

/** A task that failed is entered again; a join that did looks again. */
export function retry(draft: Draft, command: CommandNamed<'retry'>): void {
  const task = permitted(draft, command)
  const isGathering = isVisit(draft, task)
  const status = isGathering ? 'started' : 'new'
  const again = draft.change(task.id, { status, error: null, waits: held(task) })
  draft.record('task.retried', { task: again, from: task.status, to: status })
  if (!isGathering) draft.agenda.push(task.id)
}
