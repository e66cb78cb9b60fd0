import { canCancelProcess } from '../can.ts'
import type { Command } from '../command.ts'
import type { Draft } from '../draft.ts'
import { enforce } from '../enforce.ts'
import { withdraw } from '../leave.ts'

/** A process is canceled with everything that is still open. */
export function cancelProcess(draft: Draft, command: Command & { type: 'cancelProcess' }): void {
  enforce(canCancelProcess(draft.process, command.by))
  for (const task of draft.openTasks()) withdraw(draft, task, 'process canceled')
  draft.process = { ...draft.process, status: 'canceled', outcome: null, scopes: [], finishedAt: draft.context.now }
  draft.record('process.canceled', { from: 'running', to: 'canceled', isCommanded: true })
}
