/** Since when processes need attention, and how often their tasks failed: from their history. */
import { sql } from 'kysely'
import type { Trouble } from '../store.ts'
import type { Session } from './session.ts'

// Reads the last committed state; takes no lock.
export async function troubles(
  { build, dialect, all }: Session,
  processes: readonly string[],
): Promise<readonly Trouble[]> {
  const ids = processes.filter((id) => dialect.isId(id))
  if (ids.length === 0) return []
  const rows = await all(
    build
      .selectFrom('handover_event as e')
      .select(['e.process_id', 'e.task_id', sql<number>`count(*)`.as('times'), sql<string>`max(e.at)`.as('last')])
      .where('e.process_id', 'in', ids)
      .where(sql<boolean>`(e.type = 'task.failed' or e.type = 'process.attention' and e.to_status is not null)`)
      .groupBy(['e.process_id', 'e.task_id'])
      .orderBy('e.process_id'),
  )
  return rows.map((row) => ({
    process: String(row['process_id']),
    task: row['task_id'] as string | null,
    times: Number(row['times']),
    last: dialect.decode.time(row['last']),
  }))
}
