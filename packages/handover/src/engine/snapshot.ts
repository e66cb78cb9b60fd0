/**
 * What the engine knows of one process: its row, its open rows, its open scopes. Everything here is plain JSON, as it
 * is stored: times are ISO strings in UTC with milliseconds, data is encoded.
 */
import type { Actor, Audience } from '../flow/actor.ts'
import type { Move, Question } from '../flow/node.ts'

export type ProcessStatus = 'running' | 'done' | 'canceled' | 'failed'
export type TaskStatus = 'new' | 'assigned' | 'scheduled' | 'started' | 'done' | 'canceled' | 'error' | 'revived'
/** Why a task was canceled. */
export type CancelReason = 'withdrawn' | 'process canceled'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = Readonly<Record<string, Json>>

export interface ProcessState {
  readonly id: string
  /** The short number for people. */
  readonly number: number
  readonly tenant: string
  readonly flow: string
  /** The version of the definition that it started with. */
  readonly version: number
  readonly status: ProcessStatus
  /** The name of the end that was reached last; null before. */
  readonly outcome: string | null
  readonly data: JsonObject
  readonly summary: string
  /** Why it needs attention; null when it does not. */
  readonly attention: string | null
  readonly scopes: readonly Scope[]
  readonly startedBy: string | null
  readonly startedByName: string | null
  readonly createdAt: string
  readonly finishedAt: string | null
  /** The number and time of its last event. */
  readonly lastEvent: number
  readonly lastAt: string
}

/** What a split opened and its join closes; `parent` is null in the root scope. */
export interface Scope {
  readonly id: string
  readonly split: string
  readonly parent: string | null
}

export interface TaskState {
  readonly id: string
  readonly process: string
  readonly node: string
  readonly kind: string
  readonly status: TaskStatus
  /** Where its token stands; null is the root scope. */
  readonly scope: string | null
  /** The tasks that led to it. */
  readonly previous: readonly string[]
  readonly title: string
  readonly summary: string
  readonly result: string
  /** Human tasks: who may take it. Null for tasks that nobody works on. */
  readonly audience: Audience | null
  readonly owner: string | null
  readonly ownerName: string | null
  /** Who completed or canceled it; null when the system did, or while it is open. */
  readonly endedBy: string | null
  readonly endedByName: string | null
  /** The item of the branch that it stands in. */
  readonly item: Json
  /** The kind's own memory. */
  readonly state: Json
  readonly reason: CancelReason | null
  readonly dueAt: string | null
  readonly priority: number
  /** The number of the event that created it: the order of creation within the process. */
  readonly sequence: number
  readonly createdAt: string
  readonly assignedAt: string | null
  readonly finishedAt: string | null
}

/** A token on its way to a node. */
export interface Token {
  readonly node: string
  readonly scope: string | null
  readonly previous: readonly string[]
  readonly item: Json
}

export interface Snapshot {
  readonly process: ProcessState
  /** The open tasks, and those that the command named or this action touched; in order of creation. */
  readonly tasks: readonly TaskState[]
  /** Where an action stands that waits for an answer; absent at rest, and never stored. */
  readonly turning?: Turning
}

/** An action under way. */
export interface Turning {
  /** Tasks whose token has arrived and that were not entered yet, oldest first. */
  readonly agenda: readonly string[]
  /** The task that asked, and how it goes on with the answer. */
  readonly asking: Asking | null
  /** Which task the command named, and who gave it: what follows by itself has no actor. */
  readonly commanded: Commanded
  readonly turns: number
  /** The nodes entered last, for naming a loop. */
  readonly trail: readonly string[]
}
export interface Asking {
  readonly task: string
  readonly question: Question
  readonly next: (answer: any) => Move
  /** What was learned so far and goes into the event that ends this visit. */
  readonly learned: Learned
}
export interface Learned {
  /** The data that conditions looked at. */
  readonly read?: JsonObject
  /** Key → before and after. */
  readonly changed?: JsonObject
  readonly told?: Json
}
export interface Commanded {
  readonly task: string | null
  readonly by: Actor | null
  readonly note: string | null
}

const ended: readonly TaskStatus[] = ['done', 'canceled', 'revived']
export const isOpen = (task: Pick<TaskState, 'status'>): boolean => !ended.includes(task.status)
