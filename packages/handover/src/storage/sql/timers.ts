/** The timers, over one session. */
import type { Timers } from '../store.ts'
import { giveBackRows, timers } from './claim-rows.ts'
import { claimTimers, dueTimers, nextTimer } from './due-timers.ts'
import { keepStarts } from './keep-starts.ts'
import type { Keeping } from './session.ts'

export function timersOf(session: Keeping): Timers {
  return {
    due: (now, limit) => dueTimers(session, now, { limit }),
    nextAt: () => nextTimer(session),
    claim: (claim, without) => claimTimers(session, claim, without),
    giveBack: (by, keys) => giveBackRows(session, session.once, timers, { by, keys }),
    keepStarts: (flows, timers) => keepStarts(session, flows, timers),
  }
}
