/** What pages read. */
import type { HistoryEvent } from '../engine/event.ts'
import type { JsonObject, ProcessState, ProcessStatus, TaskState } from '../engine/snapshot.ts'
import type { Actor } from '../flow/actor.ts'
import type { RecordedDefinition } from './store.ts'

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
