/** The tasks that an actor may take, newest first. */
import type { Page, TaskQuery, TaskRow } from '../store.ts'
import { offeredTasks } from './offered-tasks.ts'
import { isMomentWith, limitOf, pageOf, positionOf } from './page.ts'
import type { Session } from './session.ts'
import { selectTaskRows, taskRow } from './task-rows.ts'

// Reads the last committed state; takes no lock.
export async function queue({ build, dialect, all }: Session, query: TaskQuery): Promise<Page<TaskRow>> {
  const limit = limitOf(query)
  const after = positionOf(query, isMomentWith(dialect.isId))
  const { tenant, actor, flow } = query
  const offered = offeredTasks({ build, dialect }, { tenant, actor, flow, after, limit: limit + 1 })
  const rows = await all(
    selectTaskRows(build)
      .innerJoin(offered.as('page'), 'page.task_id', 't.id')
      .orderBy('t.created_at', 'desc')
      .orderBy('t.id', 'desc'),
  )
  const tasks = rows.map((row) => taskRow(row, dialect))
  return pageOf(tasks, limit, (task) => [task.createdAt, task.id])
}
