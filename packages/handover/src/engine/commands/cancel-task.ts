import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { withdraw } from '../end-task.ts'
import { permitted } from '../permitted.ts'

/** A task will not be done: its token vanishes, and joins that waited for it look again. */
export function cancelTask(draft: Draft, command: CommandNamed<'cancel'>): void {
  withdraw(draft, permitted(draft, command), 'by hand')
}
