/**
 * What the engine knows of one process: its row, its open rows, its open scopes. Everything here is plain JSON, as it
 * is stored: times are ISO strings in UTC with milliseconds, data is encoded.
 */
import type { Actor, Audience } from '../flow/actor.ts'
import type { Draft } from './draft.ts'
import type { Call, JobMark, Move, Question, TaskError } from '../flow/move.ts'

export type ProcessStatus = 'running' | 'done' | 'canceled' | 'failed'
export type TaskStatus = 'new' | 'assigned' | 'scheduled' | 'started' | 'done' | 'canceled' | 'error' | 'revived'
/**
 * Why a task was canceled: `withdrawn` with its branch, `interrupted` by a boundary, `terminated` by an end, `obsolete`
 * when it was moved away. A done task may say `compensated`.
 */
export type CancelReason =
  | 'by hand'
  | 'withdrawn'
  | 'interrupted'
  | 'terminated'
  | 'undone'
  | 'skipped'
  | 'sent back'
  | 'moved'
  | 'process canceled'
  | 'compensated'

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
  /** Why it ended as it did: the code of an error end, or what was said when it was canceled. */
  readonly reason: string | null
  readonly artifactType: string | null
  readonly artifactId: string | null
  /** The task of another process that called this one and waits for it. */
  readonly parentTask: string | null
  /** Since when nothing moves in it; null when it is not suspended. */
  readonly suspendedAt: string | null
  /** A key of the caller's: a second start with it answers with this process. */
  readonly startKey: string | null
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
  /** That of the task that opened it. */
  readonly id: string
  readonly split: string
  readonly parent: string | null
  /** The item of the token that opened it: it goes on with that when the scope closes. */
  readonly item: Json
  /** The first branch that went so far: from then on nothing in it is withdrawn for another's sake. */
  readonly decided?: true
  /** Joins that went on before all had come: what arrives later is absorbed. */
  readonly joined?: readonly string[]
}

/** What an open task waits for from outside; rows of timers, subscriptions and jobs follow from it and vanish with it. */
export interface Waits {
  /** An ISO time. */
  readonly wake?: string
  readonly message?: { readonly name: string; readonly key: string }
  readonly signal?: string
  readonly watches?: 'data'
  /** Its milestone: it begins when that is reached. */
  readonly milestone?: true
  readonly job?: JobMark & {
    /** Counts up with each time that it is handed to a worker. */
    readonly attempt: number
    /** The row of the outbox that hands it to a worker. */
    readonly delivery: string
  }
  /** The nodes of one name exclude each other; `held` by the one that is worked on. */
  readonly mutex?: {
    readonly name: string
    readonly isHeld: boolean
    /** The task before held it already: it is kept until the region is left. */
    readonly isInherited?: true
  }
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
  readonly waits: Waits | null
  readonly error: TaskError | null
  /** A boundary's: the task on whose border it stands, and with which it ends. It holds no token. */
  readonly host: string | null
  readonly reason: CancelReason | null
  readonly dueAt: string | null
  readonly priority: number
  /** The number of the event that created it: the order of creation within the process. */
  readonly sequence: number
  readonly createdAt: string
  readonly assignedAt: string | null
  /** When a worker began with it last. */
  readonly startedAt: string | null
  /** Set as soon as it holds no token any more. An undone task keeps its token until it is revived. */
  readonly finishedAt: string | null
}

/** A token on its way to a node. */
export interface Token {
  readonly node: string
  readonly scope: string | null
  readonly previous: readonly string[]
  readonly item: Json
  /** Who gets it unless the node's rule says otherwise: work that is sent back goes to who did it. */
  readonly owner?: { readonly id: string; readonly name: string | null }
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
  /** The task that is being entered: when it waits for the first time, its boundaries are armed. */
  readonly entering: string | null
  /** The task that asked, and how it goes on with the answer. */
  readonly asking: Asking | null
  /** Which task the command named, and who gave it: what follows by itself has no actor. */
  readonly commanded: Commanded
  /** Whether the data changed since those were asked that watch it. */
  readonly isStale: boolean
  readonly turns: number
  /** The nodes entered last, for naming a loop. */
  readonly trail: readonly string[]
}
export interface Asking {
  /** The task that asks: when nobody can answer, it goes into error. */
  readonly task: string
  /** The task that the application's function sees, when it is another. */
  readonly about?: string
  readonly request: Request
  /** A move of the task that asked, or how the engine itself goes on. */
  readonly next: (answer: any) => Move | Continuation
  /** What was learned so far and goes into the event that ends this visit. */
  readonly learned: Learned
}
export type Continuation = (draft: Draft, learned: Learned) => void

/** What the engine needs before it can go on. */
export type Request =
  | { readonly type: 'ask'; readonly question: Question }
  | { readonly type: 'call'; readonly calls: readonly Call[] }
  /** The done tasks of these nodes. */
  | { readonly type: 'load'; readonly nodes: readonly string[] }

export interface Learned {
  /** The data that conditions looked at. */
  readonly read?: JsonObject
  /** Key → before and after. */
  readonly changed?: JsonObject
  readonly told?: Json
}
/** As it goes into an event. */
export const dataOf = (learned: Learned): Json => (Object.keys(learned).length === 0 ? null : (learned as Json))
export interface Commanded {
  readonly task: string | null
  readonly by: Actor | null
  readonly note: string | null
}

/** Holds a token, or stands armed on the border of one that does. */
export const isOpen = (task: Pick<TaskState, 'finishedAt'>): boolean => task.finishedAt === null
