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
import type { Actor } from '../flow/actor.ts'
import type { HistoryEvent } from '../engine/event.ts'
import type { Json, JsonObject, ProcessState, ProcessStatus, Snapshot, TaskState } from '../engine/snapshot.ts'

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
  load(named: { readonly process: string } | { readonly task: string }): Promise<Snapshot | undefined>
  /** Who finished the newest task of that node, as far as the database knows. */
  doneBy(process: string, node: string): Promise<string | null>
  /**
   * Draws process numbers inside this unit: `Store.takeNumbers` would wait for a unit that has begun (on SQLite
   * forever). If the unit is rolled back they are free again, so use them for this unit's processes only.
   */
  takeNumbers(count: number): Promise<number>
  /** Writes all changes and, unless joined, commits. The unit is over then. */
  write(changes: readonly Changes[]): Promise<void>
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

export interface RecordedDefinition {
  readonly flow: string
  readonly version: number
  readonly hash: string
  readonly graph: Json
}

/** A page of a list, and the cursor of the next one; null when there is none. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}
export interface PageQuery {
  /** 1 to 200; 25 by default. */
  readonly limit?: number
  readonly cursor?: string | null
}

/** A task with what a list shows of its process. */
export interface TaskRow extends TaskState {
  readonly processNumber: number
  readonly processSummary: string
  readonly processStatus: ProcessStatus
  readonly flow: string
  readonly startedBy: string | null
  readonly startedByName: string | null
}

/**
 * Which tasks of an actor: *inbox* assigned to the actor and open, newest first; *queue* unassigned and offered to the
 * actor; *archive* finished by the actor, last finished first.
 */
export type TaskList = 'inbox' | 'queue' | 'archive'

export interface TaskQuery extends PageQuery {
  readonly list: TaskList
  readonly actor: Actor
  readonly tenant: string
  readonly flow?: string
}

export interface ProcessQuery extends PageQuery {
  readonly tenant: string
  /** Only what this actor may see: started by, owner of a task, offered a task, or all of `flowsInSight`. Null sees all. */
  readonly actor: Actor | null
  /** The flows of which the actor may see every process. */
  readonly flowsInSight: readonly string[]
  readonly flow?: string
  readonly status?: ProcessStatus
  readonly outcome?: string
  /** Equality on top-level keys of the encoded data. */
  readonly where?: JsonObject
  /** Number or a part of the summary. */
  readonly search?: string
}

/** What pages read; always the last committed state. */
export interface Reader {
  tasks(query: TaskQuery): Promise<Page<TaskRow>>
  /** How many tasks stand in a list, counted up to `most`. */
  countTasks(query: Omit<TaskQuery, 'limit' | 'cursor'>, most: number): Promise<number>
  task(id: string): Promise<TaskRow | undefined>
  /** Newest first. */
  processes(query: ProcessQuery): Promise<Page<ProcessState>>
  process(id: string): Promise<ProcessState | undefined>
  /** All tasks of a process in order of creation. */
  tasksOf(process: string): Promise<readonly TaskRow[]>
  /** Oldest first; `after` is the number of the last event seen. All of them without a limit. */
  history(process: string, page: { readonly after?: number; readonly limit?: number }): Promise<readonly HistoryEvent[]>
  /** Whether the actor has or had a task of the process, or may take one. */
  isInvolved(process: string, actor: Actor): Promise<boolean>
}
