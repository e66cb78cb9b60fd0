/** The timers, over one session. */
import type { Timers } from '../store.ts'
import { dueTimers, nextTimer } from './due-timers.ts'
import { keepStarts } from './keep-starts.ts'
import type { Keeping } from './session.ts'

export function timersOf(session: Keeping): Timers {
  return {
    due: (now, limit) => dueTimers(session, now, limit),
    nextAt: () => nextTimer(session),
    keepStarts: (flows, timers) => keepStarts(session, flows, timers),
  }
}
