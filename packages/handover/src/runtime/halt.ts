import type { HistoryEvent } from '../engine/event.ts'
import type { ProcessState } from '../engine/snapshot.ts'
import type { Halt } from './handover.ts'

/** Whether somebody has to do with it that nothing moves in the process. */
export const isHalted = ({ status, suspendedAt }: ProcessState): boolean =>
  status === 'canceled' || (status === 'running' && suspendedAt !== null)

/** The halt of a process among those that were read; null when it goes on, or ended by itself. */
export function haltOf(state: ProcessState, events: readonly HistoryEvent[]): Halt | null {
  const type = state.status === 'canceled' ? 'process.canceled' : 'process.suspended'
  const event = isHalted(state) && events.find((each) => each.process === state.id && each.type === type)
  if (!event) return null
  const { actor, actorName, at, note } = event
  return { by: actor === null ? null : { id: actor, name: actorName ?? actor }, at: new Date(at), note }
}
