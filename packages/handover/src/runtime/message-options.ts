import type { Joinable, Once } from './acting.ts'

/** How a message is sent from outside. */
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
