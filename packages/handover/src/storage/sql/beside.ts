import type { Message, WriteOptions } from '../store.ts'

/** What a unit writes beside the changes of processes. */
export interface Beside extends WriteOptions {
  readonly keeps?: readonly Message[]
}
