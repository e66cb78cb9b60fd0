/** A task as applications see it, and the lists of them. */
import type { Permit } from '../access/permit.ts'
import type { TaskCommandName } from '../engine/command.ts'
import type { CancelReason, TaskStatus } from '../engine/snapshot.ts'
import type { HandoverError } from '../errors.ts'
import type { Actor, Audience } from '../flow/actor.ts'
import type { AnyFlow } from '../flow/flow-types.ts'
import type { Page, PageQuery } from '../storage/store.ts'
import type { CommandOptions } from './acting.ts'
import type { ProcessRef } from './process-surface.ts'

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
