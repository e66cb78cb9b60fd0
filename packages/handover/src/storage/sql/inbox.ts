/** The tasks that are an actor's and open, newest first. One range of the partial index on open owned tasks. */
import { sql } from 'kysely'
import type { Page, TaskQuery, TaskRow } from '../store.ts'
import { isMomentWith, limitOf, pageOf, positionOf } from './page.ts'
import type { Session } from './session.ts'
import { selectTaskRows, taskRow } from './task-rows.ts'

// Reads the last committed state; takes no lock.
export async function inbox({ build, dialect, all }: Session, query: TaskQuery): Promise<Page<TaskRow>> {
  const limit = limitOf(query)
  const after = positionOf(query, isMomentWith(dialect.isId))
  const rows = await all(
    selectTaskRows(build)
      .where('t.tenant', '=', query.tenant)
      .where('t.owner', '=', query.actor.id)
      .where('t.finished_at', 'is', null)
      // One that was undone keeps its token, but is nobody's work until it is revived.
      .where('t.status', '<>', sql.lit('canceled'))
      .$if(query.flow !== undefined, (select) => select.where('p.flow', '=', query.flow!))
      .$if(after !== null, (select) => select.where(sql<boolean>`(t.created_at, t.id) < (${after![0]}, ${after![1]})`))
      .orderBy('t.created_at', 'desc')
      .orderBy('t.id', 'desc')
      .limit(limit + 1),
  )
  const tasks = rows.map((row) => taskRow(row, dialect))
  return pageOf(tasks, limit, (task) => [task.createdAt, task.id])
}
