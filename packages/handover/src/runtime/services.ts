import type { FrozenFlow } from '../flow/define-flow.ts'
import type { AnyArtifact } from '../flow/artifact.ts'
import type { Delivery, Store, Unit } from '../storage/store.ts'
import type { Moved } from './action.ts'
import type { Handover, Progress } from './handover.ts'
import type { Numbers } from './numbers.ts'
import type { OwnLog } from './observe/log.ts'
import type { Telemetry } from './observe/telemetry.ts'

/** What the parts of the runtime share; made once by `createHandover`. */
export interface Services {
  readonly store: Store
  readonly flows: ReadonlyMap<string, FrozenFlow>
  /** The application's records that processes are about, by name. */
  readonly artifacts: ReadonlyMap<string, AnyArtifact>
  readonly numbers: Numbers
  readonly newId: () => string
  readonly now: () => Date
  /** In milliseconds. */
  readonly functionTimeout: number
  /** Never hears data of processes. */
  readonly log: OwnLog
  readonly telemetry: Telemetry | undefined
  /** Told of every action that has committed by itself. Answers at once, and never throws. */
  readonly afterCommit: BackgroundWork['afterCommit']
  readonly afterJoin: BackgroundWork['afterJoin']
  readonly prepare: BackgroundWork['prepare']
  readonly hooks: BackgroundWork['hooks']
  readonly progressOf: BackgroundWork['progressOf']
}

/**
 * What goes on after commits and by the clock: as the door knows it, and what the public surface hands on to it. It
 * begins with `start()`, when all is in place; `idle` and `stop` answer when nothing is under way here any more.
 */
export interface BackgroundWork extends Pick<Handover, 'message' | 'signal' | 'on' | 'incidents' | 'idle'> {
  start(): Promise<void>
  stop(): Promise<void>
  readonly hooks: {
    /** The rows that tell durable hooks and webhooks of these events: they are written in the same commit. */
    deliveries(moved: Moved): readonly Delivery[]
  }
  /**
   * Rows that an action is about to write: jobs go to a queue that keeps them, in the same transaction; what this server
   * will deliver right after the commit has its name. Whoever joins a transaction commits it unseen by us.
   */
  prepare(rows: readonly Delivery[], unit: Pick<Unit, 'tx'>, isJoined: boolean): Promise<readonly Delivery[]>
  /**
   * An action has committed: what it sent is delivered, what it waits for is armed. An action that joined a transaction
   * commits later, unseen by us: it is not told here, the poll finds what it left.
   */
  afterCommit(committed: Committed): void
  /** An action has written into a transaction of the caller's: who watches is told a moment later, when it may be over. */
  afterJoin(committed: Committed): void
  /** How far the job of a task is; null when it does not run on this server. */
  progressOf(task: string): Progress | null
}

export interface Committed {
  /** Each process that it changed, as it was loaded and as it was written. */
  readonly moved: readonly Moved[]
  /** The rows that it wrote to the outbox, those of hooks included. */
  readonly deliveries: readonly Delivery[]
}
