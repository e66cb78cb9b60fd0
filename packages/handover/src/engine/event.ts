import type { Json } from './snapshot.ts'

export const eventTypes = [
  'process.started',
  'process.done',
  'process.canceled',
  'process.failed',
  'process.reopened',
  'process.suspended',
  'process.resumed',
  /** Its data was brought up to date with a newer definition. */
  'process.upgraded',
  /** Needs attention from now on, for the reason in `data`; or, with `to` null, does not any more. */
  'process.attention',
  'task.created',
  'task.offered',
  'task.answered',
  'task.assigned',
  'task.unassigned',
  'task.scheduled',
  'task.started',
  'task.done',
  'task.canceled',
  'task.failed',
  'task.retried',
  'task.skipped',
  'task.sentBack',
  'task.moved',
  /** Waits until another moment, or is due then: from `formerDueAt` to `dueAt`. */
  'task.rescheduled',
  'task.undone',
  'task.revived',
  'task.compensated',
  /** An item was added to a split or a subprocess while it was under way. */
  'task.added',
  /** A token came to a join that had gone on without it. */
  'task.absorbed',
  'message.sent',
  'signal.sent',
  'escalation.sent',
  'child.started',
  'child.ended',
] as const
export type EventType = (typeof eventTypes)[number]

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
