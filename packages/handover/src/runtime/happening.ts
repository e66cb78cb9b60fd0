import type { EventType, HistoryEvent } from '../engine/event.ts'
import type { ProcessRef } from './process-surface.ts'
import type { Task } from './task-surface.ts'

/** What a subscription hears of. */
export interface Happening<Type extends EventType = EventType> {
  /** The same each time that it is told: for hearing it only once. */
  readonly id: string
  readonly event: HistoryEvent & { readonly type: Type }
  readonly process: ProcessRef
  /** The task that it happened to, as it was then; null for what happens to the process as a whole. */
  readonly task: Task | null
}

/** `'*'` hears of everything. */
export type Heard<Type extends EventType | '*'> = Happening<Type extends EventType ? Type : EventType>
