import type { EventType } from '../engine/event.ts'
import type { Json, JsonObject } from '../engine/snapshot.ts'

/** What a webhook sends: what happened, and to what; nothing that people filled in, unless its `data` is on. */
export interface WebhookBody {
  /** The same each time that it is sent, and in the header `webhook-id`: for hearing it only once. */
  readonly id: string
  readonly type: EventType
  /** When it happened, ISO 8601. */
  readonly time: string
  /** Who acted; null when it followed by itself. */
  readonly actor: { readonly id: string; readonly name: string } | null
  /** As it was after the action. */
  readonly process: {
    readonly id: string
    readonly number: number
    readonly flow: string
    readonly status: string
    readonly outcome: string | null
    readonly startedBy: { readonly id: string; readonly name: string } | null
    /** With `data` only. */
    readonly summary?: string
    /** With `data` only: as it is stored. */
    readonly data?: JsonObject
  }
  /** The task that it happened to; null for what happens to the process as a whole. */
  readonly task: {
    readonly id: string
    readonly node: string
    readonly kind: string
    readonly title: string
    readonly status: string
    readonly owner: { readonly id: string; readonly name: string } | null
    readonly createdAt: string
    readonly dueAt: string | null
    readonly finishedAt: string | null
    /** With `data` only. */
    readonly summary?: string
    readonly result?: string
    readonly item?: Json
  } | null
  /** With `data` only: what was said, and what the event tells besides. */
  readonly note?: string | null
  readonly details?: Json
}
