/** A process as applications see it, and the lists of them. */
import type { Permit } from '../access/permit.ts'
import type { ProcessCommandName } from '../engine/command.ts'
import type { HistoryEvent } from '../engine/event.ts'
import type { ProcessStatus } from '../engine/snapshot.ts'
import type { Actor } from '../flow/actor.ts'
import type { AnyFlow, DataOf, Named } from '../flow/flow-types.ts'
import type { Page, PageQuery, ProcessCount } from '../storage/store.ts'
import type { By } from './acting.ts'
import type { Task } from './task-surface.ts'

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

/** Who suspended or canceled a process, when, and why. */
export interface Halt {
  /** Null when the system did. */
  readonly by: { readonly id: string; readonly name: string } | null
  readonly at: Date
  /** What was said. */
  readonly note: string | null
}

/** A process with where it stands. */
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
