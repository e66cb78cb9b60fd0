/** Messages that came before anybody waited for them, and who waits. */
import type { Json } from '../engine/snapshot.ts'

/** An open task that waits for a message or a signal. */
export interface Subscription {
  readonly task: string
  readonly process: string
  readonly tenant: string
  readonly kind: 'message' | 'signal'
  readonly name: string
  readonly key: string
}

/** A message that nobody has taken yet. */
export interface Message {
  readonly id: string
  readonly tenant: string
  readonly name: string
  readonly key: string
  readonly payload: Json
  readonly createdAt: string
  readonly expiresAt: string
}

export interface Messages {
  /** Who waits for it, oldest first. A message is looked up by its name and key, a signal by its name. */
  subscriptions(
    of: Pick<Subscription, 'tenant' | 'kind' | 'name'> & { readonly key?: string },
  ): Promise<readonly Subscription[]>
  /** In one transaction: the delivery that brought it goes, and it is kept. Throws `ALREADY_TAKEN` when that is gone. */
  keep(message: Message, takes: { readonly delivery: string }): Promise<void>
  /** The messages that match, oldest first, and have not expired. */
  kept(of: {
    readonly tenant: string
    readonly name: string
    readonly key: string
    readonly now: Date
  }): Promise<readonly Message[]>
  /** Subscriptions for which a message is kept: what a crash left between the two. */
  matches(
    now: Date,
    limit: number,
  ): Promise<readonly { readonly message: Message; readonly subscription: Subscription }[]>
  /** Removes what has expired; answers with how many. */
  expire(now: Date): Promise<number>
}
