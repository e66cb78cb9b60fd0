import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { held } from '../mutex.ts'
import { permitted } from '../permitted.ts'

/** A task that failed is entered again. */
export function retry(draft: Draft, command: CommandNamed<'retry'>): void {
  const task = permitted(draft, command)
  const again = draft.change(task.id, { status: 'new', error: null, waits: held(task) })
  draft.record('task.retried', { task: again, from: task.status, to: 'new' })
  draft.agenda.push(task.id)
}
