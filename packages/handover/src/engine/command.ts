import type { Actor } from '../flow/actor.ts'
import type { Child, TaskError } from '../flow/move.ts'
import type { JsonObject, TaskState } from './snapshot.ts'

/** What can be asked of a task from outside. */
export const taskCommandNames = [
  'assign',
  'unassign',
  'reassign',
  'complete',
  'run',
  'sendBack',
  'cancel',
  'undo',
  'revive',
  'retry',
  'skip',
  'move',
  'reschedule',
  'add',
  'finish',
] as const
export type TaskCommandName = (typeof taskCommandNames)[number]

/** What can be asked of a process from outside. */
export const processCommandNames = ['cancel', 'suspend', 'resume'] as const
export type ProcessCommandName = (typeof processCommandNames)[number]

/** Who asks, and why; null is the system. */
interface Asked {
  readonly by: Actor | null
  readonly note: string | null
}
interface AskedOfTask extends Asked {
  readonly task: string
}

/** What is asked of a task, by name. */
export type TaskCommand =
  | (AskedOfTask & { readonly type: 'assign' | 'reassign'; readonly to: Assignee | null })
  | (AskedOfTask & { readonly type: 'unassign' | 'cancel' | 'undo' | 'revive' | 'retry' | 'finish' })
  /** `complete` by a person, `run` by a program at a handle. */
  | (AskedOfTask & { readonly type: 'complete' | 'run'; readonly input: unknown })
  /** To an earlier node; by default to the last that a person worked on. */
  | (AskedOfTask & { readonly type: 'sendBack'; readonly to: string | null })
  /** Over the edge to this node; needed where there are several. */
  | (AskedOfTask & { readonly type: 'skip'; readonly to: string | null })
  | (AskedOfTask & { readonly type: 'move'; readonly to: string })
  /** `at` is an ISO time, or a duration from now. */
  | (AskedOfTask & { readonly type: 'reschedule'; readonly at: string })
  /** A further branch of a split with `each`, over the edge to this node, or a further child of a subprocess. */
  | (AskedOfTask & { readonly type: 'add'; readonly item: unknown; readonly to: string | null })

export type ProcessCommand = Asked & { readonly type: 'cancelProcess' | 'suspend' | 'resume' }

export type StartCommand = Asked & {
  readonly type: 'start'
  readonly node: string
  readonly input: unknown
  /** Given by a timer, a message or a signal, which only they may. */
  readonly isTriggered?: boolean
}

/** What only the runtime gives, when something outside has happened. A failure then stays with the task. */
export type TriggerCommand = AskedOfTask &
  (
    | { readonly type: 'trigger'; readonly cause: 'timer' | 'message' | 'signal'; readonly input: unknown }
    | { readonly type: 'childEnded'; readonly child: Child }
    | { readonly type: 'escalate'; readonly code: string }
    | { readonly type: 'jobStarted'; readonly delivery: string }
    | { readonly type: 'jobDone'; readonly delivery: string; readonly result: unknown }
    | { readonly type: 'jobFailed'; readonly delivery: string; readonly error: TaskError }
  )

/** What is asked of a process. `by` is null when the system acts. */
export type Command = StartCommand | TaskCommand | ProcessCommand | TriggerCommand

export interface Assignee {
  readonly id: string
  readonly name: string | null
}

/** The answer to what came out as an effect; only the runtime gives it. */
export interface AnswerCommand {
  readonly type: 'answer'
  readonly answer: unknown
  /** Data that conditions looked at. */
  readonly read?: JsonObject
  /** What the question changed of the data. At a start: the first data, whole. */
  readonly patch?: { readonly set: JsonObject; readonly remove: readonly string[] }
  /** What was loaded. */
  readonly tasks?: readonly TaskState[]
  /** What was written of the application's record: key → before and after. */
  readonly edited?: JsonObject
  /** The record that the process is about from now on. */
  readonly artifact?: { readonly type: string; readonly id: string }
}
/** The question could not be answered, and nobody is there to be told: the task that asked goes into error. */
export interface FailCommand {
  readonly type: 'fail'
  readonly error: TaskError
}

/** The command of this name. */
export type CommandNamed<T extends Command['type']> = Command & { readonly type: T }
