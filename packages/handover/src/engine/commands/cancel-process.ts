import { canProcess } from '../can.ts'
import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { endProcess } from '../end-process.ts'
import { withdrawAll } from '../end-task.ts'
import { enforce } from '../enforce.ts'

/** A process is canceled with everything that is still open. */
export function cancelProcess(draft: Draft, command: CommandNamed<'cancelProcess'>): void {
  enforce(canProcess('cancel', draft.process, command.by))
  withdrawAll(draft, draft.openTasks(), 'process canceled')
  endProcess(draft, { status: 'canceled', reason: 'canceled', isCommanded: true })
}
