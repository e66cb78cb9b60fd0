/** The timers that are due, earliest first: a range of the index on when they are due, without suspended processes. */
import type { Timer } from '../store.ts'
import { columnNames, fromRow, timerColumns } from './columns.ts'
import type { Session } from './session.ts'
import { isNotSuspended } from './suspended.ts'

type TimerColumn = 'd.key' // stands for all of them: the names come from columns.ts
const ofTimer = columnNames(timerColumns).map((column) => `d.${column}` as TimerColumn)

// Reads the last committed state; takes no lock: of two that fire the same, one takes it.
export async function dueTimers({ build, dialect, all }: Session, now: Date, limit: number): Promise<readonly Timer[]> {
  const rows = await all(
    build
      .selectFrom('handover_timer as d')
      .select(ofTimer)
      .where('d.due_at', '<=', now.toISOString())
      .where((where) => isNotSuspended(where as never))
      .orderBy('d.due_at')
      .orderBy('d.key')
      .limit(limit),
  )
  return rows.map((row) => fromRow(timerColumns, row, dialect.decode))
}

/** When the next one is due. */
export async function nextTimer({ build, dialect, all }: Session): Promise<Date | null> {
  const [row] = await all(
    build
      .selectFrom('handover_timer as d')
      .select('d.due_at')
      .where((where) => isNotSuspended(where as never))
      .orderBy('d.due_at')
      .limit(1),
  )
  return row === undefined ? null : new Date(dialect.decode.time(row['due_at']))
}
