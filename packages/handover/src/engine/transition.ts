import type { FrozenFlow } from '../flow/define-flow.ts'
import type { AnswerCommand, Command } from './command.ts'
import { answer } from './commands/answer.ts'
import { assign } from './commands/assign.ts'
import { cancelProcess } from './commands/cancel-process.ts'
import { complete } from './commands/complete.ts'
import { start } from './commands/start.ts'
import { unassign } from './commands/unassign.ts'
import { Draft, type Context } from './draft.ts'
import type { Effect } from './effect.ts'
import type { HistoryEvent } from './event.ts'
import type { Commanded, Snapshot } from './snapshot.ts'
import { turn } from './wheel.ts'

export interface Transition {
  readonly snapshot: Snapshot
  readonly events: readonly HistoryEvent[]
  /** Questions to the application; the answer to each is the next command. Empty when the process is at rest. */
  readonly effects: readonly Effect[]
}

/**
 * The pure heart: what becomes of a process when a command is given. Runs nothing and changes nothing; throws the
 * refusal when the command may not be.
 */
export function transition(
  flow: FrozenFlow,
  snapshot: Snapshot,
  command: Command | AnswerCommand,
  context: Context,
): Transition {
  const draft = new Draft(flow, snapshot, context, commandedBy(command))
  obey(draft, command)
  turn(draft)
  const asking = draft.asking
  const effects: Effect[] =
    asking === null ? [] : [{ type: 'ask', task: draft.task(asking.task), question: asking.question }]
  return { snapshot: draft.snapshot(), events: draft.events, effects }
}

function obey(draft: Draft, command: Command | AnswerCommand): void {
  switch (command.type) {
    case 'start':
      return start(draft, command)
    case 'assign':
      return assign(draft, command)
    case 'unassign':
      return unassign(draft, command)
    case 'complete':
      return complete(draft, command)
    case 'cancelProcess':
      return cancelProcess(draft, command)
    case 'answer':
      return answer(draft, command)
  }
}

function commandedBy(command: Command | AnswerCommand): Commanded {
  if (command.type === 'answer') return { task: null, by: null, note: null }
  return { task: 'task' in command ? command.task : null, by: command.by, note: command.note }
}
