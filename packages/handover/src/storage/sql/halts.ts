/** Who suspended or canceled processes, when and why: the last such event of each. Ranges of the primary key. */
import type { HistoryEvent } from '../../engine/event.ts'
import { eventColumns, fromRow } from './columns.ts'
import type { Session } from './session.ts'

type EventColumn = 'number' // stands for all of them: the names come from columns.ts
const columns = eventColumns.map(({ column }) => column as EventColumn)

// Reads the last committed state; takes no lock.
export async function halts(
  { build, dialect, all }: Session,
  processes: readonly string[],
): Promise<readonly HistoryEvent[]> {
  const ids = processes.filter((id) => dialect.isId(id))
  if (ids.length === 0) return []
  const rows = await all(
    build
      .selectFrom('handover_event')
      .select(columns)
      .where('process_id', 'in', ids)
      .where('type', 'in', ['process.suspended', 'process.canceled'])
      .orderBy('process_id')
      .orderBy('number'),
  )
  const last = new Map(
    rows.map((row) => {
      const event = fromRow<HistoryEvent>(eventColumns, row, dialect.decode)
      return [event.process, event]
    }),
  )
  return [...last.values()]
}
