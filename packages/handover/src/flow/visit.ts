import type { Actor } from './actor.ts'
import type { AnyFlow, InputOf, StartsOf } from './flow-types.ts'

export type MaybePromise<T> = T | Promise<T>

/**
 * Tells the package your transaction's type, once:
 * `declare module 'handover' { interface Register { tx: Transaction<MyTables> } }`.
 */
// eslint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface Register {}
/** The open transaction as functions see it: a Kysely transaction, or what {@link Register} says. */
export type Tx = Register extends { tx: infer T } ? T : unknown

/** What a node's function sees: the process it may change, its own task, who acts, and the open transaction. */
export interface Visit<Data, Item = unknown> {
  readonly process: {
    readonly id: string
    readonly number: number
    /** Change it in place or assign it; the changed keys are validated and written with the action. */
    data: Data
    /** The application's record that it is about; a function may set it. */
    artifact: { readonly type: string; readonly id: string } | null
    readonly startedBy: string | null
  }
  readonly task: { readonly id: string; readonly item: Item; readonly state: unknown }
  /** Who asked for the action; null when the system acts. */
  readonly actor: Actor | null
  /** The transaction that the action commits with. It begins when it is first used. */
  readonly tx: Tx
  /** The id of who finished the newest task of that node in this process, or null. */
  doneBy(node: string): Promise<string | null>
  /** The record that the process is about, as its artifact's `load` answers; null when there is none, or it is gone. */
  loadArtifact(): Promise<unknown>
  /** Starts another process in the same transaction. */
  start<F extends AnyFlow, const K extends StartsOf<F>>(
    flow: F,
    node: K,
    input: InputOf<F['nodes'][K]>,
  ): Promise<{ readonly id: string; readonly number: number }>
}

/** A question to the application: a condition, a rule, a function. */
export type Ask<Data, Result = void, Item = unknown> = (visit: Visit<Data, Item>) => MaybePromise<Result>
/** A text, or how to make it from the visit when the row is written. */
export type Text<Data, Item = unknown> = string | ((visit: Visit<Data, Item>) => string)
