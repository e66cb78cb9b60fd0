/** What happened in a process, oldest first. One range of the primary key. */
import type { HistoryEvent } from '../../engine/event.ts'
import { eventColumns, fromRow } from './columns.ts'
import { limitOf } from './page.ts'
import type { Session } from './session.ts'

type EventColumn = 'number' // stands for all of them: the names come from columns.ts
const columns = eventColumns.map(({ column }) => column as EventColumn)

// Reads the last committed state; takes no lock.
export async function history(
  { build, dialect, all }: Session,
  process: string,
  { after = 0, limit }: { readonly after?: number; readonly limit?: number },
): Promise<readonly HistoryEvent[]> {
  if (!dialect.isId(process)) return []
  const rows = await all(
    build
      .selectFrom('handover_event')
      .select(columns)
      .where('process_id', '=', process)
      .where('number', '>', after)
      .orderBy('number')
      .$if(limit !== undefined, (select) => select.limit(limitOf({ limit: limit! }))),
  )
  return rows.map((row) => fromRow(eventColumns, row, dialect.decode))
}
