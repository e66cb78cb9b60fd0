import { canProcess } from '../can.ts'
import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { enforce } from '../enforce.ts'

/** Nothing moves in the process until it is resumed; what comes meanwhile is held back, not lost. */
export function suspend(draft: Draft, command: CommandNamed<'suspend'>): void {
  enforce(canProcess('suspend', draft.process, command.by))
  draft.process = { ...draft.process, suspendedAt: draft.context.now }
  draft.record('process.suspended', { isCommanded: true })
}

export function resume(draft: Draft, command: CommandNamed<'resume'>): void {
  enforce(canProcess('resume', draft.process, command.by))
  draft.process = { ...draft.process, suspendedAt: null }
  draft.record('process.resumed', { isCommanded: true })
}
