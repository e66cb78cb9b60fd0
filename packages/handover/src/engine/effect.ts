import type { Call, Child, Question, Sending } from '../flow/move.ts'
import type { TaskState } from './snapshot.ts'

/** What the engine asks the runtime to do. At most one of them has to be answered before the wheel turns on. */
export type Effect = AskEffect | CallEffect | LoadEffect | SendEffect

/** Put the question to the application, and give the answer as the next command. */
export interface AskEffect {
  readonly type: 'ask'
  readonly task: TaskState
  readonly question: Question
}
/** Start these processes in the same transaction, each up to its first wait; the answer is what became of them. */
export interface CallEffect {
  readonly type: 'call'
  readonly task: TaskState
  readonly calls: readonly Call[]
}
/** Load the done tasks of these nodes; the answer brings them along. */
export interface LoadEffect {
  readonly type: 'load'
  readonly task: TaskState
  readonly nodes: readonly string[]
}
/** Write it to the outbox; it is delivered after the commit. */
export interface SendEffect {
  readonly type: 'send'
  /** Also the id of the row. */
  readonly id: string
  /** The task that sends it, if any. */
  readonly task: string | null
  readonly sending: Sending | OwnSending
  /** An ISO time before which it is not delivered. */
  readonly dueAt: string | null
}

/** What the engine itself sends. */
export type OwnSending =
  /** To a worker. The row's id is the delivery that the task waits for. */
  | { readonly type: 'job'; readonly task: string }
  /** To the task that called this process. */
  | { readonly type: 'childEnded'; readonly task: string; readonly child: Child }
