/** The removal of ended processes. */
import type { ProcessStatus } from '../engine/snapshot.ts'

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
