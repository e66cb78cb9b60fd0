import { error } from '../errors.ts'
import { readDuration, readMoment } from '../flow/duration.ts'
import type { MovedClock } from './advance.ts'

/** A Monday morning: tests that count working days begin with five of them. */
const monday = '2026-01-05T09:00:00.000Z'

/** The time of a test. It stands still until it is told to move, and never goes back. */
export interface SimulatedClock {
  now(): Date
  /** Moves on by a duration, such as `3 days` or `1 h 30 min`; answers when all that fell due on the way has happened. */
  advance(duration: string): Promise<void>
  /** Moves on to a moment: a Date or an ISO time. */
  set(moment: Date | string): Promise<void>
}

/** How the clock gets to a moment: at once, or with stops on the way. */
export type Travel = (clock: MovedClock, until: number) => Promise<void>
const atOnce: Travel = async (clock, until) => clock.moveTo(until)

export function simulatedClock(start: Date | string = monday, travel = atOnce): SimulatedClock {
  let now = momentOf(start, monday)
  const clock: MovedClock = {
    now: () => Date.parse(now),
    moveTo: (time) => void (now = new Date(time).toISOString()),
  }
  return {
    now: () => new Date(now),
    async advance(duration) {
      const milliseconds = readDuration(duration)
      if (milliseconds === undefined) throw invalid('clock.advance', duration, "a duration such as '3 days'")
      await travel(clock, clock.now() + milliseconds)
    },
    async set(moment) {
      const next = momentOf(moment, now)
      if (next < now) throw invalid('clock.set', moment, `a moment after ${now}: history does not go back`)
      await travel(clock, Date.parse(next))
    },
  }
}

function momentOf(moment: Date | string, now: string): string {
  const time = readMoment(moment, now)
  if (time === undefined) throw invalid('clock', moment, "a Date or an ISO time such as '2026-01-05T09:00Z'")
  return time
}

const invalid = (option: string, value: unknown, expected: string) =>
  error('OPTION_INVALID', { option, value, expected })
