/** One action under way: its transaction, its time, and what it has changed so far of one process or more. */
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Actor } from '../flow/actor.ts'
import type { StartCommand } from '../engine/command.ts'
import type { Context } from '../engine/draft.ts'
import type { AskEffect, SendEffect } from '../engine/effect.ts'
import type { HistoryEvent } from '../engine/event.ts'
import type { ProcessState, Snapshot } from '../engine/snapshot.ts'
import type { Unit } from '../storage/store.ts'
import type { Services } from './services.ts'

/** A process that the action has moved: as it was loaded, null when it is new, and as it is now. */
export interface Moved {
  readonly flow: FrozenFlow
  readonly before: Snapshot | null
  readonly after: Snapshot
  readonly events: readonly HistoryEvent[]
  /** What leaves it with the commit. */
  readonly sends: readonly SendEffect[]
}

/** What a new process is born with, besides what its start makes of it. */
export type Birth = Partial<Pick<ProcessState, 'parentTask' | 'startKey'>>

export interface Action {
  readonly services: Services
  readonly unit: Unit
  readonly context: Context
  readonly tenant: string
  readonly by: Actor | null
  readonly joins: boolean
  /** Nobody waits for the answer: what a function throws stays with its task. */
  readonly isBackground: boolean
  readonly moved: Moved[]
  /** Starts another process in the same transaction. */
  readonly start: (flow: FrozenFlow, command: StartCommand, birth?: Birth) => Promise<Moved>
  /** Nothing more may join it: what it causes is being written. */
  isSealed: boolean
  /** The flag falls when the action ends: a visit used later is refused. */
  isOver: boolean
}

/** A question of the engine, with all that answering it needs. */
export interface Asked {
  readonly action: Action
  readonly flow: FrozenFlow
  readonly snapshot: Snapshot
  readonly effect: AskEffect
  /** Whether the process begins in this action: the database knows nothing of it. */
  readonly isNew: boolean
  /** The flag falls when it was given up: its function may still be running. */
  readonly given: { isUp: boolean }
}
