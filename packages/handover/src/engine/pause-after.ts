import { readDuration } from '../flow/duration.ts'
import type { Backoff } from '../flow/move.ts'

/** In milliseconds: how long it rests after so many failures. Chance comes from a fresh id, so that the engine needs no other. */
export function pauseAfter(failures: number, id: string, backoff: Backoff = {}): number {
  const { first = '1 s', factor = 2, most = '1 hour', jitter = 0.2 } = backoff
  const whole = Math.min(readDuration(first)! * factor ** (failures - 1), readDuration(most)!)
  return Math.round(whole * (1 - jitter * chanceOf(id)))
}

/** From 0 to 1, of the part of a UUID that is random in every version. */
const chanceOf = (id: string): number => (Number.parseInt(id.slice(-8), 16) || 0) / 0xffff_ffff
