/** What is told after it happened, what could not be delivered, and what is sent from outside. */
import type { EventType, HistoryEvent } from '../engine/event.ts'
import type { Page, PageQuery } from '../storage/store.ts'
import type { Joinable, Once } from './acting.ts'
import type { ProcessRef } from './process-surface.ts'
import type { Task } from './task-surface.ts'

/** What a subscription hears of. */
export interface Happening<Type extends EventType = EventType> {
  /** The same each time that it is told: for hearing it only once. */
  readonly id: string
  readonly event: HistoryEvent & { readonly type: Type }
  readonly process: ProcessRef
  /** The task that it happened to, as it was then; null for what happens to the process as a whole. */
  readonly task: Task | null
}

/** `'*'` hears of everything. */
export type Heard<Type extends EventType | '*'> = Happening<Type extends EventType ? Type : EventType>

/** A delivery that was tried in vain for long, and waits for an operator. */
export interface Incident {
  readonly id: string
  /** What was to be delivered: `job`, `childEnded`, `message`, `signal`, `escalation`, `cancelProcess`, `hook`, `webhook`. */
  readonly kind: string
  /** The process that it is for, when that is known. */
  readonly process: string | null
  readonly payload: unknown
  readonly createdAt: Date
  readonly attempts: number
  /** Why the last attempt failed. */
  readonly error: string
}

export interface Incidents {
  /** Newest first. */
  list(query?: PageQuery & { readonly process?: string }): Promise<Page<Incident>>
  /** Tries it again, from the beginning. Throws INCIDENT_NOT_FOUND. */
  retry(id: string, options?: Once): Promise<void>
  /** Gives it up for good. Throws INCIDENT_NOT_FOUND. */
  drop(id: string, options?: Once): Promise<void>
}

export interface MessageOptions extends Once {
  /** Which of those who wait for this name is meant: their key has to be the same. */
  readonly key?: string
  /** Any JSON; checked against the schema of who takes it. */
  readonly payload?: unknown
  /** For how long it is kept when nobody waits for it yet, such as `'1 day'`. */
  readonly ttl?: string
  /** A transaction of the caller's: it is sent when that commits. */
  readonly tx?: Joinable
}
