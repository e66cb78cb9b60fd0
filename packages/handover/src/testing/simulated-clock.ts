import { error } from '../errors.ts'
import { readDuration, readMoment } from '../flow/duration.ts'

/** A Monday morning: tests that count working days begin with five of them. */
const monday = '2026-01-05T09:00:00.000Z'

/** The time of a test. It stands still until it is told to move, and never goes back. */
export interface SimulatedClock {
  now(): Date
  /** Moves on by a duration, such as `3 days` or `1 h 30 min`. */
  advance(duration: string): Promise<void>
  /** Moves on to a moment: a Date or an ISO time. */
  set(moment: Date | string): Promise<void>
}

export function simulatedClock(start: Date | string = monday): SimulatedClock {
  let now = momentOf(start, monday)
  return {
    now: () => new Date(now),
    // Answers when what falls due on the way has happened; nothing does yet, and tests should not change when it does.
    async advance(duration) {
      const milliseconds = readDuration(duration)
      if (milliseconds === undefined) throw invalid('clock.advance', duration, "a duration such as '3 days'")
      now = new Date(Date.parse(now) + milliseconds).toISOString()
    },
    async set(moment) {
      const next = momentOf(moment, now)
      if (next < now) throw invalid('clock.set', moment, `a moment after ${now}: history does not go back`)
      now = next
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
