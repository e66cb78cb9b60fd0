/** What every action takes: who acts, why, in which transaction, and once. */
import type { Actor } from '../flow/actor.ts'

/**
 * A transaction that an action can join: one of Kysely, or a client of `pg` on which `begin` was sent. A pool is none,
 * since it gives each statement another connection.
 */
export type Joinable =
  | { readonly isTransaction: true; getExecutor(): unknown }
  | { query(text: string, values?: any[]): Promise<unknown>; readonly totalCount?: never }

/** For what must not be done twice, however often its caller has to try. */
export interface Once {
  /**
   * A key of the caller's for this one command, 1 to 200 characters, such as a random UUID: who repeats the command with
   * it gets the first answer, and nothing happens again. It is kept for 7 days. For anything else it is refused
   * (`IDEMPOTENCY_KEY_REUSED`).
   */
  readonly idempotencyKey?: string
  /** Called before the answer to a repeat. */
  readonly onRepeat?: () => void
}

/** Who acts, why, and in which transaction. */
export interface By extends Once {
  /** Without it the system acts, and history says so. */
  readonly by?: Actor
  /** A transaction of the caller's that the action joins. */
  readonly tx?: Joinable
  /** Why; kept in the history. */
  readonly note?: string
}

/** How a process is started. */
export interface StartOptions extends By {
  /** A key of the caller's, such as an order's number: a second start of the flow with it answers with the first process. */
  readonly key?: string
}

/** What a command takes besides who gives it and why. */
export interface CommandOptions extends By {
  /**
   * `assign`, `reassign`: the id of the user who gets it. `sendBack`, `skip`, `move`, `add`: the name of the node at
   * which it goes on.
   */
  readonly to?: string
  /** `complete`, `run`: what the node asks for. */
  readonly input?: unknown
  /** `add`: what the new branch or process works on. */
  readonly item?: unknown
  /** `reschedule`: the new moment, as a `Date`, as an ISO time with its zone, or as a duration from now such as `2 days`. */
  readonly at?: Date | string
}

/** Where a handle waits: the task itself, or the process, when only one of its tasks waits there. */
export type AtHandle = { readonly process: string } | { readonly task: string }
