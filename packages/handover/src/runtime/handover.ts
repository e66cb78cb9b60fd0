/** The public surface of a running Handover: what applications, the HTTP layer and the command line hold in hand. */
import type { Permit } from '../access/permit.ts'
import type { TaskCommandName } from '../engine/command.ts'
import type { HistoryEvent } from '../engine/event.ts'
import type { CancelReason, ProcessStatus, TaskStatus } from '../engine/snapshot.ts'
import type { Actor, Audience } from '../flow/actor.ts'
import type { AnyFlow, DataOf, InputOf, Named } from '../flow/flow-types.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Register } from '../flow/visit.ts'
import type { Page, PageQuery, Store } from '../storage/store.ts'

/** What {@link Register} says of transactions, else anything. */
type TxOrAny = Register extends { tx: infer T } ? T : any

/**
 * A transaction that an action can join: one of Kysely, or a client of `pg` on which `begin` was sent. A pool is none,
 * since it gives each statement another connection.
 */
export type Joinable =
  | { readonly isTransaction: true; getExecutor(): unknown }
  | { query(text: string, values?: any[]): Promise<unknown>; readonly totalCount?: never }

/** Who acts, why, and in which transaction. */
export interface By {
  /** Without it the system acts, and history says so. */
  readonly by?: Actor
  /** A transaction of the caller's that the action joins. */
  readonly tx?: Joinable
  /** Why; kept in the history. */
  readonly note?: string
}

export interface Process<Data = unknown> {
  readonly id: string
  /** The short number for people. */
  readonly number: number
  readonly flow: string
  readonly version: number
  readonly status: ProcessStatus
  /** The name of the end that was reached; null while it runs. */
  readonly outcome: string | null
  readonly summary: string
  readonly data: Data
  /** Why it needs attention; null when it does not. */
  readonly attention: string | null
  readonly startedBy: { readonly id: string; readonly name: string } | null
  readonly createdAt: Date
  readonly finishedAt: Date | null
  /** May the actor do it now, and if not, why. */
  can(command: 'cancel', by: Actor): Permit
}

/** A process that was just started, with the tasks that came of it in order of creation. */
export interface Started<Data = unknown> extends Process<Data> {
  readonly tasks: readonly Task[]
}

/** What a task says of its process. */
export interface ProcessRef {
  readonly id: string
  readonly number: number
  readonly flow: string
  readonly summary: string
  readonly status: ProcessStatus
  readonly startedBy: { readonly id: string; readonly name: string } | null
}

export interface Task {
  readonly id: string
  readonly node: string
  readonly kind: string
  readonly title: string
  readonly summary: string
  readonly result: string
  readonly status: TaskStatus
  readonly owner: { readonly id: string; readonly name: string } | null
  /** Who completed or canceled it; null when the system did, or while it is open. */
  readonly endedBy: { readonly id: string; readonly name: string } | null
  readonly audience: Audience | null
  readonly item: unknown
  readonly reason: CancelReason | null
  readonly dueAt: Date | null
  readonly priority: number
  readonly previous: readonly string[]
  readonly createdAt: Date
  readonly assignedAt: Date | null
  readonly finishedAt: Date | null
  readonly process: ProcessRef
  /** May the actor do it now, and if not, why: from the facts that were read with the task. */
  can(command: TaskCommandName, by: Actor, options?: { readonly to?: string }): Permit
  /** Does it, or throws the refusal. Answers with the task as it is then. */
  do(command: TaskCommandName, options?: By & { readonly to?: string; readonly input?: unknown }): Promise<Task>
}

export interface TaskQuery extends PageQuery {
  readonly flow?: AnyFlow | string
}

export interface ProcessQuery<F extends AnyFlow = AnyFlow> extends PageQuery {
  readonly flow?: F
  readonly status?: ProcessStatus
  /** The name of an end of the flow. */
  readonly outcome?: AnyFlow extends F ? string : Named<F['nodes'], 'end'>
  /** Equality on top-level keys of the data; needs `flow`. */
  readonly where?: Partial<DataOf<F>>
  /** A number, or a part of the summary. */
  readonly search?: string
  /** Only what this actor may see. Without it, everything. */
  readonly by?: Actor
}

export interface Tasks {
  /** Throws TASK_NOT_FOUND, also for a task that `by` may not see. */
  get(id: string, options?: { readonly by?: Actor }): Promise<Task>
  /** Mine: assigned to the actor and open. */
  inbox(by: Actor, query?: TaskQuery): Promise<Page<Task>>
  /** Those that the actor may take. */
  queue(by: Actor, query?: TaskQuery): Promise<Page<Task>>
  /** Those that the actor finished. */
  archive(by: Actor, query?: TaskQuery): Promise<Page<Task>>
  /** How many stand in the list, counted up to 1,000. */
  count(list: 'inbox' | 'queue' | 'archive', by: Actor): Promise<number>
}

export interface Processes {
  /** Throws PROCESS_NOT_FOUND, also for a process that `by` may not see. With `flow` its data is typed. */
  get<F extends AnyFlow = AnyFlow>(
    id: string,
    options?: { readonly by?: Actor; readonly flow?: F },
  ): Promise<Process<DataOf<F>>>
  list<F extends AnyFlow>(query?: ProcessQuery<F>): Promise<Page<Process<DataOf<F>>>>
  /** All its tasks in order of creation. */
  tasks(id: string, options?: { readonly by?: Actor }): Promise<readonly Task[]>
  /** Everything that happened, oldest first. */
  history(
    id: string,
    options?: { readonly by?: Actor; readonly after?: number; readonly limit?: number },
  ): Promise<readonly HistoryEvent[]>
  /** Cancels it with all open tasks; needs the right `<flow>.manage`. */
  cancel(id: string, options?: By): Promise<Process>
}

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
    options?: By,
  ): Promise<Started<DataOf<F>>>
  /** Completes a task that stands at this node. */
  complete<F extends AnyFlow, const K extends Named<F['nodes'], 'human'>>(
    flow: F,
    node: K,
    task: string,
    input: InputOf<F['nodes'][K]>,
    options?: By,
  ): Promise<Task>
  /** May the actor start a process there? */
  canStart(flow: AnyFlow, node: string, by: Actor): Permit
  /** A transaction that actions join with `{ tx }`; commits when the body answers, rolls back when it throws. */
  transaction<T>(body: (tx: TxOrAny) => Promise<T>): Promise<T>
  /** Ends its timers and closes the store. */
  close(): Promise<void>
}
