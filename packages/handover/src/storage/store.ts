/**
 * The PORT: what the runtime asks of a database. Two implementations stand behind it, SQLite and PostgreSQL, and the
 * contract suite in `testing/store-contract.ts` holds both to the guarantees below.
 *
 * 1. `write` is atomic: all changes of an action become visible together and durable before it answers, or none does.
 * 2. Between `load` and the end of a unit nobody else changes that process: the second loader waits, then sees what
 *    the first one wrote.
 * 3. A page (`tasks`, `processes`, `history`, `task`, `process`) never waits for a writer.
 * 4. Nothing that was acknowledged is lost when the program dies.
 */
import type { HistoryEvent } from '../engine/event.ts'
import type { Json, JsonObject, ProcessState, Snapshot, TaskState } from '../engine/snapshot.ts'
import type { Claim, Delivery, Outbox } from './deliveries.ts'
import type { Messages } from './messages.ts'
import type { Notices } from './notices.ts'
import type { Reader } from './pages.ts'
import type { PruneQuery, PrunedBatch } from './pruning.ts'
import type { Timer, Timers } from './timers.ts'

export type * from './deliveries.ts'
export type * from './timers.ts'
export type * from './messages.ts'
export type * from './notices.ts'
export type * from './pruning.ts'
export type * from './pages.ts'

export interface Store {
  /** `postgres://host/name` or a file: for messages, without secrets. */
  readonly place: string
  /** The time of the database's clock: the application's clock and a measured offset. */
  now(): Date
  /** How many process numbers are best drawn at once; what is left of a block is lost when the program ends. */
  readonly numberBlock: number
  /** Draws a block of `count` process numbers and answers with the first. Gaps are fine, repetitions are not. */
  takeNumbers(count: number): Promise<number>
  /**
   * Begins a unit of work; nothing is sent before it is needed. With `join`, it runs inside the caller's transaction,
   * between savepoints, and never commits. Throws `TX_FOREIGN` for a transaction that is not this database's.
   */
  begin(options?: { join?: unknown }): Unit
  /** Runs `body` in a transaction that actions can join with `{ tx }`; commits when it answers, rolls back when it throws. */
  transaction<T>(body: (tx: any) => Promise<T>): Promise<T>

  readonly read: Reader
  readonly outbox: Outbox
  readonly timers: Timers
  readonly messages: Messages
  readonly answers: Answers
  readonly notices: Notices

  /**
   * Removes ended processes for good, with their tasks, their history and what hangs on them, oldest first: each batch in
   * a transaction of its own, which has committed when it is told. A process stays while the task that called it is
   * there, while one that it has called runs, and while an incident speaks of it.
   */
  prune(query: PruneQuery): AsyncIterable<PrunedBatch>

  /** The migrations that this package brings and this database lacks, oldest first. */
  pendingMigrations(): Promise<readonly string[]>
  /** Applies them; safe to run from several servers at once. Answers with the names of those applied. */
  migrate(): Promise<readonly string[]>
  /** The SQL of all migrations, for those who may not run DDL from here. */
  migrationSql(): string
  /** Throws `STORE_UNREACHABLE`, `STORE_NOT_MIGRATED` or `STORE_TOO_NEW`. */
  check(): Promise<void>
  /** Keeps a definition as it is now, once per (name, version, hash). Answers with the newest version recorded before. */
  recordDefinition(
    definition: RecordedDefinition,
  ): Promise<{ readonly newest: number | null; readonly hashOfVersion: string | null }>
  close(): Promise<void>
}

/** One action's way to the database. One of which a call failed is over, and undone: `rollback` does nothing then. */
export interface Unit {
  /** What functions get as `visit.tx`: a Kysely transaction, or the caller's own when joined. Begins when first used. */
  readonly tx: unknown
  /** Whether something was sent already. */
  readonly isBegun: boolean
  /**
   * Locks the process that has this id, or this task, and loads its open tasks and the named one. Undefined when there
   * is none; the unit is over then.
   */
  load(
    named: { readonly process: string } | { readonly task: string },
    also?: LoadOptions,
  ): Promise<Snapshot | undefined>
  /** The done tasks of these nodes; they may be changed then, as if `load` had brought them. Takes no further lock. */
  doneTasks(process: string, nodes: readonly string[]): Promise<readonly TaskState[]>
  /**
   * Runs `body`; when it throws, what was written through `tx` inside of it is undone, and the unit goes on as if it had
   * not been tried. Costs nothing when the body does not touch `tx`. What `tx` answers inside of it takes nothing more
   * afterwards, so that a function which was given up cannot write behind it; in a joined unit it is the caller's own.
   */
  attempt<T>(body: () => Promise<T>): Promise<T>
  /** Who finished the newest task of that node, as far as the database knows. */
  doneBy(process: string, node: string): Promise<string | null>
  /**
   * What was answered under this key of a caller's: to a unit that has begun or is joined, as it stands in there; to any
   * other, as it was committed last, and nothing begins.
   */
  keptAnswer(tenant: string, key: string): Promise<KeptAnswer | undefined>
  /**
   * Draws process numbers inside this unit: `Store.takeNumbers` would wait for a unit that has begun (on SQLite
   * forever). If the unit is rolled back they are free again, so use them for this unit's processes only.
   */
  takeNumbers(count: number): Promise<number>
  /**
   * Writes all changes and, unless joined, commits. The unit is over then. Throws `ALREADY_TAKEN`, and writes nothing,
   * when what it takes is not there any more: somebody else has delivered it. Throws `IDEMPOTENCY_KEY_TAKEN`, and writes
   * nothing, when an answer is kept under the key of its own; it waits for whoever is about to keep one.
   */
  write(changes: readonly Changes[], more?: WriteOptions): Promise<void>
  /** Undoes everything since `begin`. Does nothing when nothing was sent. */
  rollback(): Promise<void>
}

/** What an action changed of one process. */
export interface Changes {
  readonly process: ProcessState
  /** A new process is inserted whole; of an old one, its columns and the named keys of its data are written. */
  readonly isNew: boolean
  readonly data: { readonly set: JsonObject; readonly remove: readonly string[] }
  /** Lists rely on it: `finishedAt` is set in exactly those tasks that have ended. */
  readonly createdTasks: readonly TaskState[]
  /** Only tasks that this unit loaded. */
  readonly changedTasks: readonly TaskState[]
  readonly events: readonly HistoryEvent[]
}

export interface LoadOptions {
  /** Also the tasks that ended when the named one did, or later: what has to be undone with it is among them. */
  readonly newer?: boolean
}

/** What is written beside the changes of processes. */
export interface WriteOptions {
  readonly deliveries?: readonly Delivery[]
  /** Timers that are no task's: they begin processes. One with the same key is replaced. */
  readonly startTimers?: readonly Timer[]
  /**
   * What this action answers to: gone with its commit, before `startTimers` and the timers of its tasks are written. A
   * timer is taken as it was when it fell due: one that was set anew meanwhile is another.
   */
  readonly takes?: {
    readonly delivery?: string
    readonly message?: string
    readonly timer?: Pick<Timer, 'key' | 'dueAt'>
  }
  /**
   * A delivery that goes on after this action: it is claimed, or `ALREADY_TAKEN` is thrown when it is gone, or somebody
   * else has it still. `from` names a queue that may have it until then.
   */
  readonly claims?: Omit<Claim, 'limit'> & { readonly delivery: string; readonly from?: string }
  /** What this action answers, for those who repeat it. */
  readonly answer?: KeptAnswer
}

/** The first answer to a command that carried a key: kept in its commit, and given to every repeat. */
export interface KeptAnswer {
  readonly tenant: string
  readonly key: string
  /** A fingerprint of what was asked: the same key for anything else is a mistake. */
  readonly request: string
  readonly answer: Json
  readonly createdAt: string
}

export interface Answers {
  /** Removes those from before that time, oldest first and at most so many; answers with how many. */
  forget(before: Date, most: number): Promise<number>
}

export interface RecordedDefinition {
  readonly flow: string
  readonly version: number
  readonly hash: string
  readonly graph: Json
}
