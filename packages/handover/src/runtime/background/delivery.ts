/** What the rows of the outbox carry, by kind, and what may come of delivering one. */
import type { Json, TaskState } from '../../engine/snapshot.ts'
import type { HistoryEvent } from '../../engine/event.ts'
import type { Child } from '../../flow/move.ts'
import type { Delivery } from '../../storage/store.ts'
import type { WebhookBody } from '../../webhooks/webhook-body.ts'
import type { Services } from '../services.ts'
import type { toTask } from '../task.ts'

export interface Payloads {
  readonly job: { readonly task: string } & Traced
  readonly childEnded: { readonly task: string; readonly child: Child }
  readonly escalation: { readonly task: string; readonly code: string }
  readonly cancelProcess: { readonly process: string }
  readonly message: SentMessage
  readonly signal: { readonly name: string; readonly payload: unknown }
  readonly trigger: Trigger
  readonly start: TriggeredStart
  readonly hook: ToldHook & Traced
  /** `process` is that of the body, for who looks after it. */
  readonly webhook: { readonly webhook: string; readonly process: string; readonly body: WebhookBody } & Traced
}
export type DeliveryKind = keyof Payloads

interface Traced {
  /** The W3C traceparent of the command that wrote it, when traces are kept. */
  readonly trace?: string
}

export interface SentMessage {
  readonly name: string
  readonly key: string
  readonly payload: unknown
  /** A duration. */
  readonly ttl: string
}

/** One task is given what it waits for. */
export interface Trigger {
  readonly task: string
  readonly cause: 'timer' | 'message' | 'signal'
  /** Of the message or the signal, which the task has to wait for still. */
  readonly name?: string
  readonly key?: string
  readonly input: unknown
}

/** A process begins by itself. */
export interface TriggeredStart {
  readonly flow: string
  readonly node: string
  readonly input: unknown
}

/** A durable hook hears of an event. */
export interface ToldHook {
  readonly hook: string
  readonly event: HistoryEvent
  readonly process: Parameters<typeof toTask>[2]
  readonly task: TaskState | null
}

/**
 * Delivers a row of one kind. Answers `taken` when the row is gone, or is somebody else's business now, and `dropped`
 * when nobody is there any more who could be told. Whatever it throws is settled by `settle.ts`.
 */
export type Deliver<Kind extends DeliveryKind> = (
  row: Delivery,
  payload: Payloads[Kind],
) => Promise<'taken' | 'dropped'>
export type Deliverers = { readonly [Kind in DeliveryKind]: Deliver<Kind> }

/** What is said of a row that background work itself writes. */
export type NewDelivery<Kind extends DeliveryKind> = Omit<Partial<Delivery>, 'payload'> & {
  readonly kind: Kind
  readonly payload: Payloads[Kind]
}

/** A row that nobody has tried to deliver yet. */
export const untouched = {
  error: null,
  isDead: false,
  limit: null,
  claimedBy: null,
  claimedUntil: null,
  progress: null,
}

/** Due at once, unless it says otherwise. */
export function newDelivery<Kind extends DeliveryKind>(
  { newId, now }: Pick<Services, 'newId' | 'now'>,
  { payload, ...row }: NewDelivery<Kind>,
): Delivery {
  const createdAt = now().toISOString()
  const fresh = { tenant: '', process: null, lane: null, createdAt, dueAt: createdAt, attempts: 0 }
  return { ...fresh, ...untouched, id: newId(), ...row, payload: payload as unknown as Json }
}
