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

/**
 * A row of the outbox: written with the commit of what causes it, delivered after that, gone with the commit of what it
 * causes.
 */
export interface Delivery {
  readonly id: string
  readonly tenant: string
  /** `job`, `childEnded`, `message`, `signal`, `escalation`, `cancelProcess`, `trigger`, `start`, `hook`, `webhook`. */
  readonly kind: string
  /** The process that it is for, when that is known: it is held back while that is suspended. */
  readonly process: string | null
  /** Those of one lane are delivered one after the other, in the order of their ids; null for those that need no order. */
  readonly lane: string | null
  readonly payload: Json
  readonly createdAt: string
  /** Not before. */
  readonly dueAt: string
  readonly attempts: number
  /** Why the last attempt failed. */
  readonly error: string | null
  /** Was tried in vain for long: an incident, which waits for an operator. */
  readonly isDead: boolean
  /** At a job: of those with the same name only so many run at once, wherever they run; null without a limit. */
  readonly limit: string | null
  /** Which server has it under way, and until when it is believed to be alive. */
  readonly claimedBy: string | null
  readonly claimedUntil: string | null
  /** At a job that runs: how far it is, as its body said last. */
  readonly progress: Json
}

/** Who takes what is due for itself, for how long, and how much of it. */
export interface Claim {
  readonly by: string
  readonly now: Date
  /** From then on others may take what was not renewed. */
  readonly until: Date
  readonly limit: number
}

/** Of the jobs with this limit, only so many may be claimed at once. */
export interface JobLimit {
  readonly name: string
  readonly most: number
}

export interface Outbox {
  /**
   * Those that are due and that nobody has, longest first; without the dead, without those for a suspended process, and
   * without those whose lane has an older one that is not dead.
   */
  due(now: Date, limit: number, sort: DeliverySort): Promise<readonly Delivery[]>
  /** When the next of those that nobody has will be due; null when there is none. */
  nextAt(): Promise<Date | null>
  /**
   * Takes of those that `due` gives what others do not take at the same moment; nobody else gets them until the claim
   * ends. Jobs with a limit are left alone as soon as that many of it are claimed; limits that are not named do not hold.
   */
  claim(claim: Claim, sort: DeliverySort, limits?: readonly JobLimit[]): Promise<readonly Delivery[]>
  /** Whoever has these keeps them for longer. Answers with those that are still the caller's. */
  renew(claim: Pick<Claim, 'by' | 'until'>, ids: readonly string[]): Promise<readonly string[]>
  /** Whoever has this one says how far it is. */
  tell(by: string, id: string, progress: Json): Promise<void>
  /** How far those of these are that have said so, by their ids. */
  progress(ids: readonly string[]): Promise<ReadonlyMap<string, Json>>
  /** Whoever has these gives them back, as they were. */
  giveBack(by: string, ids: readonly string[]): Promise<void>
  /** After an attempt that failed, or to hold it back; nobody has it then. */
  change(id: string, change: Pick<Delivery, 'attempts' | 'dueAt' | 'error' | 'isDead'>): Promise<void>
  /** In one transaction: the row goes, and these come. Throws `ALREADY_TAKEN` when it is not there any more. */
  replace(id: string, deliveries: readonly Delivery[]): Promise<void>
  /** One row, dead or not. */
  get(id: string): Promise<Delivery | undefined>
  /** Incidents, newest first. */
  dead(page: PageQuery & { readonly tenant: string; readonly process?: string }): Promise<Page<Delivery>>
}

/** Jobs wait until a worker is free, and must not stand in the way of the others. */
export type DeliverySort = 'jobs' | 'others'

/** A timer: of a task, whose id is its key, or of a start node, with the key `start:<flow>/<node>`. */
export interface Timer {
  readonly key: string
  readonly tenant: string
  readonly dueAt: string
  readonly task: string | null
  readonly process: string | null
  /** At a start: what the schedule was when it was written, so that a changed one is seen. */
  readonly data: Json
}

/** Of a schedule that is over `dueAt` is null: none is written for it, but one that is still to be fired stays. */
export type StartTimer = Omit<Timer, 'dueAt'> & { readonly dueAt: string | null }

export interface Timers {
  /** Those that are due and that nobody has, earliest first; without those of suspended processes. */
  due(now: Date, limit: number): Promise<readonly Timer[]>
  nextAt(): Promise<Date | null>
  /** Takes of those that `due` gives, but for those left out, what others do not take at the same moment. */
  claim(claim: Claim, without: readonly string[]): Promise<readonly Timer[]>
  /** Whoever has these gives them back, as they were. */
  giveBack(by: string, keys: readonly string[]): Promise<void>
  /** The timers of start nodes: those that are not there are written, those whose `data` differs replaced, others removed. */
  keepStarts(flows: readonly string[], timers: readonly StartTimer[]): Promise<void>
}

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

/** What has changed with a commit, for those who watch. A hint: nothing depends on it, and it may be lost. */
export interface Notice {
  /** The processes that changed, by their ids. */
  readonly processes: readonly string[]
  /** The flows of these. */
  readonly flows: readonly string[]
  /** Whose lists may have changed: entries as audiences have them, such as `user:anna` and `group:warehouse`. */
  readonly audience: readonly string[]
  /** Something waits that any server may begin with. */
  readonly wakes: boolean
  /** How far jobs are. */
  readonly progress: readonly ProgressNotice[]
}
export interface ProgressNotice {
  readonly process: string
  readonly task: string
  /** From 0 to 1. */
  readonly done: number
  readonly note: string | null
}
/** `everything`: there was more than a notice holds, or something was missed; whatever one watches may have changed. */
export type HeardNotice = Notice | 'everything'

export interface Notices {
  /**
   * Tells all who listen, here and in other programs on the same database, a moment later and together with what is
   * published meanwhile. Answers at once; what cannot be told is dropped. To be called after the commit.
   */
  publish(notice: Partial<Notice>): void
  /** Hears of what this store and others publish, until the answer is called. The handler must not throw. */
  listen(handler: (notice: HeardNotice) => void): () => void
}

/** Which processes are removed. */
export interface PruneQuery {
  readonly tenant: string
  /** An ISO time: those that had ended before it. */
  readonly before: string
  readonly flow?: string
  readonly statuses: readonly Exclude<ProcessStatus, 'running'>[]
  /** The most processes of a transaction. */
  readonly batch: number
  /** Counts, and removes nothing. */
  readonly isDry: boolean
}

/** How much one batch has removed. */
export interface PrunedBatch {
  readonly processes: number
  readonly tasks: number
  readonly events: number
  /** How far it is: when the last process that was looked at had been created. */
  readonly upTo: string
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
  readonly processReason: string | null
  readonly processParentTask: string | null
  readonly processSuspendedAt: string | null
  readonly processFinishedAt: string | null
  readonly flow: string
  readonly startedBy: string | null
  readonly startedByName: string | null
}

/**
 * Which tasks of an actor: *inbox* assigned to the actor and open; *queue* unassigned and offered to the actor; *archive*
 * finished by the actor.
 */
export type TaskList = 'inbox' | 'queue' | 'archive'

export interface TaskQuery extends PageQuery {
  readonly list: TaskList
  readonly actor: Actor
  readonly tenant: string
  readonly flow?: string
  /** The names under which the tasks of one node may be stored. */
  readonly nodes?: readonly string[]
  /** The id of who started the process. */
  readonly startedBy?: string
  /** The number of the process, or a part of the task's title or summary or of the process's summary. */
  readonly search?: string
  /** Due within this time; null: those without a due time. Not in the archive, whose tasks are over. */
  readonly due?: { readonly since?: string; readonly until?: string } | null
  readonly createdSince?: string
  readonly createdUntil?: string
  /**
   * `newest` and `oldest` by when they were created, in the archive by when they were finished; `due` what is due first,
   * then the oldest of those without a due time, and not in the archive. Newest by default. A cursor belongs to one order.
   */
  readonly sort?: 'newest' | 'oldest' | 'due'
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
  /** The id of who started it. */
  readonly startedBy?: string
  /** ISO times: at or after the first, before the second. */
  readonly startedSince?: string
  readonly startedUntil?: string
  /** Only those that need attention. */
  readonly needsAttention?: boolean
  /** Only those with an open task at one of these nodes. */
  readonly nodes?: readonly string[]
}

/** What is counted of the processes in sight: those that need attention are counted among the running ones too. */
export type ProcessCount = 'all' | 'attention' | ProcessStatus

/** From the history of a process: its tasks that failed, and, with null, since when the process itself needs attention. */
export interface Trouble {
  readonly process: string
  readonly task: string | null
  readonly times: number
  readonly last: string
}

export interface BoardQuery extends Pick<ProcessQuery, 'tenant' | 'actor' | 'flowsInSight'> {
  readonly flow: string
  /** How many tasks of each node are shown. */
  readonly cards: number
  /** How many running processes are looked at, the newest first. */
  readonly most: number
}

/** The open tasks of a flow, node by node. */
export interface Board {
  /** How many running processes were looked at. */
  readonly processes: number
  /** Whether there are more, so that all counts may be too small. */
  readonly isCut: boolean
  readonly columns: readonly { readonly node: string; readonly tasks: number; readonly newest: readonly TaskRow[] }[]
}

/** What pages read; always the last committed state. */
export interface Reader {
  tasks(query: TaskQuery): Promise<Page<TaskRow>>
  /** How many tasks stand in a list, counted up to `most`. */
  countTasks(query: Omit<TaskQuery, 'limit' | 'cursor' | 'sort'>, most: number): Promise<number>
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
  /** The process that was started with this key of the caller's. */
  startedWith(tenant: string, flow: string, key: string): Promise<ProcessState | undefined>
  /** The processes that a task has called, oldest first. */
  children(task: string): Promise<readonly ProcessState[]>
  /** How many open tasks stand at each node of the running processes of a flow, by the version that they started with. */
  standing(
    flow: string,
  ): Promise<
    readonly { readonly node: string; readonly version: number; readonly tasks: number; readonly example: number }[]
  >
  /** The running processes of a flow, tenant by tenant, oldest first: for checking whether their data still fits. */
  running(flow: string, page: PageQuery): Promise<Page<ProcessState>>
  /** In which flows processes run, how many, and the number of the oldest; by name. */
  runningFlows(): Promise<readonly { readonly flow: string; readonly processes: number; readonly example: number }[]>
  /** The definitions of a flow that were recorded, newest version first. */
  definitions(flow: string): Promise<readonly RecordedDefinition[]>
  /** How many processes of each sort there are, each counted up to `most`. */
  countProcesses<C extends ProcessCount>(
    query: Omit<ProcessQuery, 'limit' | 'cursor' | 'status' | 'needsAttention'>,
    counting: { readonly of: readonly C[]; readonly most: number },
  ): Promise<Record<C, number>>
  /** The open tasks of these processes and, of every other node, the last visit; for each in order of creation. */
  latestTasks(processes: readonly string[]): Promise<readonly TaskRow[]>
  /** What went wrong in these processes. */
  troubles(processes: readonly string[]): Promise<readonly Trouble[]>
  /** The last event of each of these processes by which somebody suspended or canceled it; of many there is none. */
  halts(processes: readonly string[]): Promise<readonly HistoryEvent[]>
  /** What is open in a flow, as far as the actor may see it. */
  board(query: BoardQuery): Promise<Board>
}
