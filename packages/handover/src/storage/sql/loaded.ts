import type { ProcessState, TaskState } from '../../engine/snapshot.ts'

/** What a unit has read, by id: only what differs from it is written. */
export interface Loaded {
  readonly tasks: ReadonlyMap<string, TaskState>
  readonly processes: ReadonlyMap<string, ProcessState>
}
