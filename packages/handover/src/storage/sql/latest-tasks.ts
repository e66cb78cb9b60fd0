/** Where processes stand and what they have been through: their open tasks, and of every other node the last visit. */
import { sql } from 'kysely'
import type { TaskRow } from '../store.ts'
import type { Session } from './session.ts'
import { selectTaskRows, taskRow } from './task-rows.ts'

// Reads the last committed state; takes no lock.
export async function latestTasks(
  { build, dialect, all }: Session,
  processes: readonly string[],
): Promise<readonly TaskRow[]> {
  const ids = processes.filter((id) => dialect.isId(id))
  if (ids.length === 0) return []
  const ranked = build
    .selectFrom('handover_task as v')
    .select(['v.id', 'v.finished_at', sql<number>`row_number() over (${newestOfNode})`.as('visit')])
    .where('v.process_id', 'in', ids)
  const rows = await all(
    selectTaskRows(build)
      .innerJoin(ranked.as('ranked'), 'ranked.id', 't.id')
      .where(sql<boolean>`(ranked.visit = 1 or ranked.finished_at is null)`)
      .orderBy('t.process_id')
      .orderBy('t.sequence'),
  )
  return rows.map((row) => taskRow(row, dialect))
}

const newestOfNode = sql`partition by v.process_id, v.node order by v.sequence desc`
