/** The timers that are due, earliest first: a range of the index on when they are due, without suspended processes. */
import type { Claim, Timer } from '../store.ts'
import { claimRows, claimWindow, isFree, timers } from './claim-rows.ts'
import { columnNames, fromRow, timerColumns } from './columns.ts'
import type { Keeping, Session } from './session.ts'
import { isNotSuspended } from './suspended.ts'

type TimerColumn = 'd.key' // stands for all of them: the names come from columns.ts
const ofTimer = columnNames(timerColumns).map((column) => `d.${column}` as TimerColumn)

// Reads the last committed state; takes no lock.
export async function dueTimers(
  { build, dialect, all }: Session,
  now: Date,
  { limit, without = [] }: { readonly limit: number; readonly without?: readonly string[] },
): Promise<readonly Timer[]> {
  const rows = await all(
    build
      .selectFrom('handover_timer as d')
      .select(ofTimer)
      .where('d.due_at', '<=', now.toISOString())
      .where(isFree(now))
      .$if(without.length > 0, (query) => query.where('d.key', 'not in', [...without]))
      .where((where) => isNotSuspended(where as never))
      .orderBy('d.due_at')
      .orderBy('d.key')
      .limit(limit),
  )
  return rows.map((row) => fromRow(timerColumns, row, dialect.decode))
}

/** Takes timers that are due for one server. */
export async function claimTimers(
  keeping: Keeping,
  claim: Claim,
  without: readonly string[],
): Promise<readonly Timer[]> {
  const due = await dueTimers(keeping, claim.now, { limit: claim.limit * claimWindow, without })
  const mine = await claimRows(keeping, keeping.once, timers, { ...claim, keys: due.map(({ key }) => key) })
  return due.filter(({ key }) => mine.has(key))
}

/** When the next one is due. */
export async function nextTimer({ build, dialect, all }: Session): Promise<Date | null> {
  const [row] = await all(
    build
      .selectFrom('handover_timer as d')
      .select('d.due_at')
      .where('d.claimed_until', 'is', null)
      .where((where) => isNotSuspended(where as never))
      .orderBy('d.due_at')
      .limit(1),
  )
  return row === undefined ? null : new Date(dialect.decode.time(row['due_at']))
}
