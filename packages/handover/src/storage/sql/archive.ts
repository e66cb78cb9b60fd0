/** The tasks that an actor finished, last finished first. One range of the partial index on done owned tasks. */
import { sql } from 'kysely'
import type { Page, TaskQuery, TaskRow } from '../store.ts'
import { isMomentWith, limitOf, pageOf, positionOf } from './page.ts'
import type { Session } from './session.ts'
import { selectTaskRows, taskRow } from './task-rows.ts'

// Reads the last committed state; takes no lock.
export async function archive({ build, dialect, all }: Session, query: TaskQuery): Promise<Page<TaskRow>> {
  const limit = limitOf(query)
  const after = positionOf(query, isMomentWith(dialect.isId))
  const rows = await all(
    selectTaskRows(build)
      .where('t.tenant', '=', query.tenant)
      .where('t.ended_by', '=', query.actor.id)
      .where('t.status', '=', sql.lit('done'))
      .$if(query.flow !== undefined, (select) => select.where('p.flow', '=', query.flow!))
      .$if(after !== null, (select) => select.where(sql<boolean>`(t.finished_at, t.id) < (${after![0]}, ${after![1]})`))
      .orderBy('t.finished_at', 'desc')
      .orderBy('t.id', 'desc')
      .limit(limit + 1),
  )
  const tasks = rows.map((row) => taskRow(row, dialect))
  return pageOf(tasks, limit, (task) => [task.finishedAt!, task.id])
}
