/** The tasks that an actor may take: the places of a page are found among the offers, then its tasks are read. */
import { sql } from 'kysely'
import type { Page, TaskQuery, TaskRow } from '../store.ts'
import { offeredTasks } from './offered-tasks.ts'
import { limitOf, pageOf } from './page.ts'
import type { Session } from './session.ts'
import { positionIn, stretchesOf, type Keys } from './task-order.ts'
import { selectTaskRows, taskRow } from './task-rows.ts'

const keys: Keys = { due: 't.due_at', time: 't.created_at', id: 't.id' }

// Reads the last committed state; takes no lock.
export async function queue({ build, dialect, all }: Session, query: TaskQuery): Promise<Page<TaskRow>> {
  const limit = limitOf(query)
  const tasks: TaskRow[] = []
  for (const stretch of stretchesOf(query, dialect.isId)) {
    const offered = offeredTasks({ build, dialect }, query, stretch, limit + 1 - tasks.length)
    const select = selectTaskRows(build).innerJoin(offered.as('page'), 'page.task_id', 't.id')
    const ordered = stretch.keys.reduce((rows, key) => rows.orderBy(sql.ref(keys[key]), stretch.direction), select)
    tasks.push(...(await all(ordered)).map((row) => taskRow(row, dialect)))
    if (tasks.length > limit) break
  }
  return pageOf(tasks, limit, (task) => positionIn(query.sort, task.dueAt, task.createdAt, task.id))
}
