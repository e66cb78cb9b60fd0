/** The public surface of a running Handover: what applications, the HTTP layer and the command line hold in hand. */
import type { Permit } from '../access/permit.ts'
import type { ProcessCommandName, TaskCommandName } from '../engine/command.ts'
import type { EventType, HistoryEvent } from '../engine/event.ts'
import type { HandoverError } from '../errors.ts'
import type { CancelReason, ProcessStatus, TaskStatus } from '../engine/snapshot.ts'
import type { Actor, Audience } from '../flow/actor.ts'
import type { AnyFlow, DataOf, InputOf, Named } from '../flow/flow-types.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { MaybePromise, Register } from '../flow/visit.ts'
import type { Page, PageQuery, ProcessCount, Store } from '../storage/store.ts'

/** What {@link Register} says of transactions, else anything. */
type TxOrAny = Register extends { tx: infer T } ? T : any

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
  /** Throws `DATA_UNREADABLE`, or what `upgrade` failed with, when the present definition cannot read it. */
  readonly data: Data
  /** Why it needs attention; null when it does not. */
  readonly attention: string | null
  /** Why it ended as it did: the code of an error end, or why it was canceled. */
  readonly reason: string | null
  /** The application's record that it is about: the name of its `artifact()`, and its id. */
  readonly artifact: { readonly type: string; readonly id: string } | null
  /** The task of another process that called this one. */
  readonly parentTask: string | null
  /** Since when nothing moves in it; null when it is not suspended. */
  readonly suspendedAt: Date | null
  readonly startedBy: { readonly id: string; readonly name: string } | null
  readonly createdAt: Date
  readonly finishedAt: Date | null
  /** May the actor do it now, and if not, why. */
  can(command: ProcessCommandName, by: Actor): Permit
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
  /** Why it cannot go on; `retry`, `skip`, `move` and `cancel` are for that. */
  readonly error: { readonly code: string; readonly message: string } | null
  /** At a boundary: the task on whose border it stands. */
  readonly host: string | null
  readonly dueAt: Date | null
  /** When it goes on by itself, at a timer or a deadline; null when it waits for no moment. */
  readonly wakeAt: Date | null
  readonly priority: number
  readonly previous: readonly string[]
  readonly createdAt: Date
  readonly assignedAt: Date | null
  /** At a job: when a worker began with it last. */
  readonly startedAt: Date | null
  /** At a job that runs: how far it is, as its body said last. */
  readonly progress: Progress | null
  readonly finishedAt: Date | null
  readonly process: ProcessRef
  /** May the actor do it now, and if not, why: from the facts that were read with the task. */
  can(command: TaskCommandName, by: Actor, options?: { readonly to?: string }): Permit
  /** Does it, or throws the refusal. Answers with the task as it is then. */
  do(command: TaskCommandName, options?: CommandOptions): Promise<Task>
}

export interface Progress {
  /** From 0 to 1. */
  readonly done: number
  readonly note: string | null
}

/** What a list of tasks is narrowed by. */
export interface TaskFilter {
  readonly flow?: AnyFlow | string
  /** The name of one of the flow's nodes; needs `flow`. */
  readonly node?: string
  /** The id of who started the process. */
  readonly from?: string
  /** The number of the process, or a part of the task's title or summary or of the process's summary. */
  readonly search?: string
  /** When it is due: `week` are the seven days after today, `later` what comes then. Not in the archive. */
  readonly due?: DueFilter
  /** The time zone whose days `due` means, such as `Europe/Berlin`; UTC by default. */
  readonly zone?: string
  /** Created at this time or later. */
  readonly createdSince?: Date
  /** Created before this time. */
  readonly createdUntil?: Date
}

export type DueFilter = 'overdue' | 'today' | 'week' | 'later' | 'none'

export interface TaskQuery extends TaskFilter, PageQuery {
  /**
   * `newest` and `oldest` by when it was created, in the archive by when it was finished; `due` what is due first, then
   * the oldest of those without a due time, and not in the archive. Newest by default. A cursor belongs to one order.
   */
  readonly sort?: 'newest' | 'oldest' | 'due'
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
  /** The id of who started it. */
  readonly startedBy?: string
  /** Started at this time or later. */
  readonly startedSince?: Date
  /** Started before this time. */
  readonly startedUntil?: Date
  /** Only those that need attention. */
  readonly needsAttention?: boolean
  /** Only those with an open task at this node; needs `flow`. */
  readonly node?: string
  /** Only what this actor may see. Without it, everything. */
  readonly by?: Actor
}

export interface CountQuery<F extends AnyFlow = AnyFlow, C extends ProcessCount = ProcessCount> extends Omit<
  ProcessQuery<F>,
  'status' | 'needsAttention' | 'limit' | 'cursor'
> {
  /** What is counted; everything when left out. */
  readonly of?: readonly C[]
}
/** Each counted up to 1,000. `attention` are those of the running ones that need it. */
export type ProcessCounts<C extends ProcessCount = ProcessCount> = Readonly<Record<C, number>>

/** A process with where it stands. */
/** Who suspended or canceled a process, when, and why. */
export interface Halt {
  /** Null when the system did. */
  readonly by: { readonly id: string; readonly name: string } | null
  readonly at: Date
  /** What was said. */
  readonly note: string | null
}

export interface ProcessOverview<Data = unknown> {
  readonly process: Process<Data>
  /** When something happened in it last. */
  readonly changedAt: Date
  /** Its open tasks and, of every other node that it came to, the last visit; in order of creation. */
  readonly tasks: readonly Task[]
  /** Since when it needs attention; null when it does not. */
  readonly attentionSince: Date | null
  /** How often its tasks failed, by their ids; told only while it needs attention. */
  readonly failures: ReadonlyMap<string, number>
  /** Who suspended or canceled it; null when it goes on, or ended by itself. */
  readonly halt: Halt | null
}

/** The open tasks of a flow, node by node. */
export interface FlowBoard {
  /** How many running processes were looked at: the newest, at most 1,000. */
  readonly processes: number
  /** Whether there are more, so that all counts may be too small. */
  readonly isCut: boolean
  readonly columns: readonly BoardColumn[]
}
export interface BoardColumn {
  readonly node: string
  readonly count: number
  /** The newest of them, newest first. */
  readonly tasks: readonly Task[]
}
export interface BoardOptions {
  /** Only what this actor may see. Without it, everything. */
  readonly by?: Actor
  /** How many tasks of each node are shown, 1 to 50; 5 by default. */
  readonly cards?: number
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
  count(list: 'inbox' | 'queue' | 'archive', by: Actor, filter?: TaskFilter): Promise<number>
  /** Gives each of them the same command, each in a transaction of its own: one that is refused stops no other. */
  bulk(
    command: TaskCommandName,
    ids: readonly string[],
    options?: Omit<CommandOptions, 'tx'>,
  ): Promise<{
    readonly done: readonly Task[]
    readonly refused: readonly { readonly task: string; readonly error: HandoverError }[]
  }>
}

export interface Processes {
  /** Throws PROCESS_NOT_FOUND, also for a process that `by` may not see. With `flow` its data is typed. */
  get<F extends AnyFlow = AnyFlow>(
    id: string,
    options?: { readonly by?: Actor; readonly flow?: F },
  ): Promise<Process<DataOf<F>>>
  list<F extends AnyFlow>(query?: ProcessQuery<F>): Promise<Page<Process<DataOf<F>>>>
  /** The same page, with where each of them stands. */
  overview<F extends AnyFlow>(query?: ProcessQuery<F>): Promise<Page<ProcessOverview<DataOf<F>>>>
  /** How many there are of each status, and how many need attention. */
  count<F extends AnyFlow, const C extends ProcessCount = ProcessCount>(
    query?: CountQuery<F, C>,
  ): Promise<ProcessCounts<C>>
  /** The open tasks of a flow, node by node. */
  board(flow: AnyFlow, options?: BoardOptions): Promise<FlowBoard>
  /** All its tasks in order of creation. */
  tasks(id: string, options?: { readonly by?: Actor }): Promise<readonly Task[]>
  /** Everything that happened, oldest first. */
  history(
    id: string,
    options?: { readonly by?: Actor; readonly after?: number; readonly limit?: number },
  ): Promise<readonly HistoryEvent[]>
  /** Who suspended or canceled it, when and why; null when it goes on, or ended by itself. */
  halt(id: string, options?: { readonly by?: Actor }): Promise<Halt | null>
  /** The processes that its tasks have called, oldest first; with `by`, those that the actor may see. */
  children(id: string, options?: { readonly by?: Actor }): Promise<readonly Process[]>
  /** The application's record that it is about, as it is now; null when it is about none, or about an unknown sort. */
  artifact(id: string, options?: { readonly by?: Actor }): Promise<ArtifactRecord | null>
  /**
   * Removes ended processes for good, with their tasks and their history, in batches that leave room for others. One stays
   * while the process that called it is there, while one that it has called runs, and while an incident speaks of it. The
   * application's own records are not touched. Throws `OPTION_INVALID` and `FLOW_UNKNOWN`.
   *
   * @example await handover.processes.prune({ before: new Date('2026-01-01'), status: ['done'] })
   */
  prune(options: PruneOptions): Promise<Pruned>
  /** Cancels it with all open tasks and the processes that they called; needs the right `<flow>.manage`. */
  cancel(id: string, options?: By): Promise<Process>
  /** Holds it: until it is resumed, nothing moves in it, and what comes from outside waits. */
  suspend(id: string, options?: By): Promise<Process>
  /** Lets it go on, with all that came meanwhile. */
  resume(id: string, options?: By): Promise<Process>
}

/** Which ended processes are removed. */
export interface PruneOptions {
  /** Those that had ended before it; in the past. */
  readonly before: Date
  /** The flow, or its name: one that is not defined any more too. All flows when left out. */
  readonly flow?: AnyFlow | string
  /** How they ended; in any way when left out. */
  readonly status?: readonly Exclude<ProcessStatus, 'running'>[]
  /** Only counts what would go. */
  readonly dryRun?: boolean
  /** The most processes of one transaction, 1 to 10,000; 500 by default. One with a long history goes alone. */
  readonly batch?: number
  /** Hears after each batch what has gone so far. */
  readonly onProgress?: (progress: Pruned & { readonly upTo: Date }) => void
}

/** How much has gone. `upTo` of its progress: all that were created until then have been looked at. */
export interface Pruned {
  readonly processes: number
  readonly tasks: number
  readonly events: number
}

/** A record of the application's own that a process is about. */
export interface ArtifactRecord {
  /** The name of its `artifact()`. */
  readonly type: string
  readonly id: string
  /** What people call it, such as `Shipment to Dock 1`. */
  readonly label: string
  /** Its fields, decoded; null when the record is gone. */
  readonly values: Readonly<Record<string, unknown>> | null
}

/** What a subscription hears of. */
export interface Happening<Type extends EventType = EventType> {
  /** The same each time that it is told: for hearing it only once. */
  readonly id: string
  readonly event: HistoryEvent & { readonly type: Type }
  readonly process: ProcessRef
  /** The task that it happened to, as it was then; null for what happens to the process as a whole. */
  readonly task: Task | null
}
/** `'*'` hears of everything. */
export type Heard<Type extends EventType | '*'> = Happening<Type extends EventType ? Type : EventType>

/** A delivery that was tried in vain for long, and waits for an operator. */
export interface Incident {
  readonly id: string
  /** What was to be delivered: `job`, `childEnded`, `message`, `signal`, `escalation`, `cancelProcess`, `hook`, `webhook`. */
  readonly kind: string
  /** The process that it is for, when that is known. */
  readonly process: string | null
  readonly payload: unknown
  readonly createdAt: Date
  readonly attempts: number
  /** Why the last attempt failed. */
  readonly error: string
}

export interface Incidents {
  /** Newest first. */
  list(query?: PageQuery & { readonly process?: string }): Promise<Page<Incident>>
  /** Tries it again, from the beginning. Throws INCIDENT_NOT_FOUND. */
  retry(id: string, options?: Once): Promise<void>
  /** Gives it up for good. Throws INCIDENT_NOT_FOUND. */
  drop(id: string, options?: Once): Promise<void>
}

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
