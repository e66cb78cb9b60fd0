/** What falls due: timers of tasks, and of starts. */
import type { Json } from '../engine/snapshot.ts'
import type { Claim } from './deliveries.ts'

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
