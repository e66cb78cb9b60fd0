import { error } from '../../errors.ts'
import type { Changes } from '../store.ts'

/** For a start whose key another process of the flow has. */
export function startKeyTaken(changes: readonly Changes[], cause: unknown) {
  const { flow, startKey } = changes.find(({ isNew, process }) => isNew && process.startKey !== null)!.process
  return error('START_KEY_TAKEN', { flow, key: startKey }, { cause })
}
