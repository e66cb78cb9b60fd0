/** The public surface of a running Handover: what applications, the HTTP layer and the command line hold in hand. */
import type { Permit } from '../access/permit.ts'
import type { EventType } from '../engine/event.ts'
import type { Actor } from '../flow/actor.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { AnyFlow, DataOf, InputOf, Named } from '../flow/flow-types.ts'
import type { MaybePromise, Register } from '../flow/visit.ts'
import type { Store } from '../storage/store.ts'
import type { AtHandle, By, Joinable, Once, StartOptions } from './acting.ts'
import type { Heard } from './happening.ts'
import type { Incidents } from './incident.ts'
import type { MessageOptions } from './message-options.ts'
import type { Processes, Started } from './process-surface.ts'
import type { Task, Tasks } from './task-surface.ts'

export type * from './acting.ts'
export type * from './happening.ts'
export type * from './incident.ts'
export type * from './message-options.ts'
export type * from './process-surface.ts'
export type * from './task-surface.ts'

/** What {@link Register} says of transactions, else anything. */
type TxOrAny = Register extends { tx: infer T } ? T : any

export interface Handover {
  readonly flows: ReadonlyMap<string, FrozenFlow>
  readonly store: Store
  readonly tasks: Tasks
  readonly processes: Processes
  /** Starts a process at a start node of the flow and advances it until it waits or ends. */
  start<F extends AnyFlow, const K extends Named<F['nodes'], 'start'>>(
    flow: F,
    node: K,
    input: InputOf<F['nodes'][K]>,
    options?: StartOptions,
  ): Promise<Started<DataOf<F>>>
  /** Completes a task that stands at this node. */
  complete<F extends AnyFlow, const K extends Named<F['nodes'], 'human'>>(
    flow: F,
    node: K,
    task: string,
    input: InputOf<F['nodes'][K]>,
    options?: By,
  ): Promise<Task>
  /**
   * Answers a task that waits for a program. With `{ process }` its one open task at this node is meant: throws
   * HANDLE_NOT_WAITING when there is none, HANDLE_AMBIGUOUS when there are several.
   */
  run<F extends AnyFlow, const K extends Named<F['nodes'], 'handle'>>(
    flow: F,
    node: K,
    at: AtHandle,
    input: InputOf<F['nodes'][K]>,
    options?: By,
  ): Promise<Task>
  /**
   * Sends a message: one of those who wait for its name and key takes it, or a process begins with it; when nobody does
   * yet, it is kept for `ttl`. It is durable when this answers, and delivered right after.
   */
  message(name: string, options?: MessageOptions): Promise<void>
  /** Sends a signal: all who wait for its name hear it, and the processes that begin with it start. Nobody else does. */
  signal(name: string, payload?: unknown, options?: Once & { readonly tx?: Joinable }): Promise<void>
  /**
   * Calls the handler when something happens, after its commit; answers with what ends the subscription. With a `name`
   * the subscription is durable: whatever happens from now on is told at least once, in order for each process, and told
   * again when the handler throws. Without a name: on this server only, best effort.
   *
   * @example
   * handover.on('process.done', { name: 'invoicing' }, async ({ process }) => invoice(process.id))
   */
  on<Type extends EventType | '*'>(type: Type, handler: (happening: Heard<Type>) => MaybePromise<void>): () => void
  on<Type extends EventType | '*'>(
    type: Type,
    options: { readonly name: string },
    handler: (happening: Heard<Type>) => MaybePromise<void>,
  ): () => void
  readonly incidents: Incidents
  /** Answers when nothing is due or under way on this server: for tests and scripts. */
  idle(): Promise<void>
  /** May the actor start a process there? */
  canStart(flow: AnyFlow, node: string, by: Actor): Permit
  /** A transaction that actions join with `{ tx }`; commits when the body answers, rolls back when it throws. */
  transaction<T>(body: (tx: TxOrAny) => Promise<T>): Promise<T>
  /** Aborted when `close` is called: for what lasts, such as a stream to a browser. */
  readonly closing: AbortSignal
  /**
   * Answers when this server can do what it is asked: the database answers and is migrated, and nobody has called `close`.
   * Throws why it cannot: `SERVER_STOPPING` or a code of the store.
   */
  ready(): Promise<void>
  /** Ends its timers and jobs, and closes the store. */
  close(): Promise<void>
}
