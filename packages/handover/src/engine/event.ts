import type { Json } from './snapshot.ts'

export type EventType =
  | 'process.started'
  | 'process.done'
  | 'process.canceled'
  | 'process.attention'
  | 'task.created'
  | 'task.offered'
  | 'task.answered'
  | 'task.assigned'
  | 'task.unassigned'
  | 'task.done'
  | 'task.canceled'

/** One thing that happened: who, what, when, from which status to which, why. Never changed, never removed. */
export interface HistoryEvent {
  readonly process: string
  /** Counts up without gaps within the process. */
  readonly number: number
  readonly type: EventType
  readonly task: string | null
  readonly node: string | null
  /** The id of who acted; null when it followed by itself. */
  readonly actor: string | null
  readonly actorName: string | null
  readonly at: string
  readonly from: string | null
  readonly to: string | null
  readonly note: string | null
  /** `told`: what a condition or rule answered; `read`: the data it looked at; `changed`: key → [before, after]. */
  readonly data: Json
}
