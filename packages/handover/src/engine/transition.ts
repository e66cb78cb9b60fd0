import type { FrozenFlow } from '../flow/define-flow.ts'
import type { AnswerCommand, Command, CommandNamed, FailCommand } from './command.ts'
import { add, finishEarly } from './commands/add.ts'
import { answer, fail } from './commands/answer.ts'
import { assign } from './commands/assign.ts'
import { cancelProcess } from './commands/cancel-process.ts'
import { cancelTask } from './commands/cancel-task.ts'
import { complete } from './commands/complete.ts'
import { move } from './commands/move.ts'
import { reschedule } from './commands/reschedule.ts'
import { retry } from './commands/retry.ts'
import { revive } from './commands/revive.ts'
import { sendBack } from './commands/send-back.ts'
import { skip } from './commands/skip.ts'
import { start } from './commands/start.ts'
import { resume, suspend } from './commands/suspend.ts'
import { childEnded, escalate, jobDone, jobFailed, jobStarted, trigger } from './commands/trigger.ts'
import { unassign } from './commands/unassign.ts'
import { undo } from './commands/undo.ts'
import { Draft, type Context } from './draft.ts'
import type { Effect } from './effect.ts'
import { error } from '../errors.ts'
import type { HistoryEvent } from './event.ts'
import type { Commanded, Snapshot } from './snapshot.ts'
import { turn } from './wheel.ts'

export interface Transition {
  readonly snapshot: Snapshot
  readonly events: readonly HistoryEvent[]
  /**
   * What is to be done for it: at most one has to be answered, and the answer is the next command; the others leave with
   * the commit. The process is at rest when there is nothing to answer.
   */
  readonly effects: readonly Effect[]
}

/**
 * The pure heart: what becomes of a process when a command is given. Runs nothing and changes nothing; throws the
 * refusal when the command may not be.
 */
export function transition(
  flow: FrozenFlow,
  snapshot: Snapshot,
  command: Command | AnswerCommand | FailCommand,
  context: Context,
): Transition {
  const draft = Draft.of(flow, snapshot, context, commandedBy(command))
  if (command.type === 'answer') answer(draft, command)
  else if (command.type === 'fail') fail(draft, command)
  else {
    if (isTrigger(command)) checkAwake(draft)
    ;(deeds[command.type] as (draft: Draft, command: Command) => void)(draft, command)
  }
  turn(draft)
  return { snapshot: draft.snapshot(), events: draft.events, effects: [...draft.sends, ...pending(draft)] }
}

/** What becomes of each command; each lies in a file of its own name. */
const deeds: { readonly [T in Command['type']]: (draft: Draft, command: CommandNamed<T>) => void } = {
  start,
  assign,
  unassign,
  reassign: assign,
  complete,
  run: complete,
  sendBack,
  cancel: cancelTask,
  undo,
  revive,
  retry,
  skip,
  move,
  reschedule,
  add,
  finish: finishEarly,
  cancelProcess,
  suspend,
  resume,
  trigger,
  childEnded,
  escalate,
  jobStarted,
  jobDone,
  jobFailed,
}

const triggers: readonly string[] = ['trigger', 'childEnded', 'escalate', 'jobStarted', 'jobDone', 'jobFailed']
const isTrigger = (command: Command): boolean => triggers.includes(command.type)

/** What comes by itself waits until a suspended process is resumed. */
function checkAwake({ process: { flow, number, suspendedAt } }: Draft): void {
  if (suspendedAt !== null) throw error('PROCESS_SUSPENDED', { flow, number, at: suspendedAt })
}

function pending(draft: Draft): readonly Effect[] {
  const { asking } = draft
  return asking === null ? [] : [{ ...asking.request, task: draft.task(asking.about ?? asking.task) }]
}

function commandedBy(command: Command | AnswerCommand | FailCommand): Commanded {
  if (command.type === 'answer' || command.type === 'fail') return { task: null, by: null, note: null }
  return { task: 'task' in command ? command.task : null, by: command.by, note: command.note }
}
