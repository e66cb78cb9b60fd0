import type { Actor } from '../flow/actor.ts'
import type { JsonObject } from './snapshot.ts'

/** What can be asked of a task from outside. */
export type TaskCommandName = 'assign' | 'unassign' | 'complete'
export const taskCommandNames: readonly TaskCommandName[] = ['assign', 'unassign', 'complete']

/** What is asked of a process. `by` is null when the system acts. */
export type Command =
  | {
      readonly type: 'start'
      readonly node: string
      readonly input: unknown
      readonly by: Actor | null
      readonly note: string | null
    }
  | {
      readonly type: 'assign'
      readonly task: string
      readonly to: Assignee | null
      readonly by: Actor | null
      readonly note: string | null
    }
  | { readonly type: 'unassign'; readonly task: string; readonly by: Actor | null; readonly note: string | null }
  | {
      readonly type: 'complete'
      readonly task: string
      readonly input: unknown
      readonly by: Actor | null
      readonly note: string | null
    }
  | { readonly type: 'cancelProcess'; readonly by: Actor | null; readonly note: string | null }

export interface Assignee {
  readonly id: string
  readonly name: string | null
}

/** The answer to a question that came out as an effect; only the runtime gives it. */
export interface AnswerCommand {
  readonly type: 'answer'
  readonly answer: unknown
  /** Data that conditions looked at. */
  readonly read?: JsonObject
  /** What the question changed of the data. At a start: the first data, whole. */
  readonly patch?: { readonly set: JsonObject; readonly remove: readonly string[] }
}
