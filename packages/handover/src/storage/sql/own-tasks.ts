/** The tasks that an actor has, or has finished: what inbox and archive have in common. */
import { sql, type Expression, type SqlBool } from 'kysely'
import type { Page, TaskQuery, TaskRow } from '../store.ts'
import { limitOf, pageOf } from './page.ts'
import type { Reading, Session } from './session.ts'
import { taskFilters, timeFilters } from './task-filters.ts'
import { inStretch, positionIn, stretchesOf, type Keys } from './task-order.ts'
import { selectTaskRows, taskRow } from './task-rows.ts'

/** Which of them, and the time by which they are newest or oldest. */
export interface Own {
  readonly where: (query: Pick<TaskQuery, 'actor'>) => readonly Expression<SqlBool>[]
  readonly keys: Keys
  readonly timeOf: (task: TaskRow) => string
}

const times = { due: 't.due_at', created: 't.created_at' }

// Reads the last committed state; takes no lock.
export async function pageOfOwn(own: Own, { build, dialect, all }: Session, query: TaskQuery): Promise<Page<TaskRow>> {
  const limit = limitOf(query)
  const conditions = [...own.where(query), ...timeFilters(query, times), ...taskFilters(query, dialect)]
  const tasks: TaskRow[] = []
  for (const stretch of stretchesOf(query, dialect.isId)) {
    const select = selectTaskRows(build)
      .where('t.tenant', '=', query.tenant)
      .where((where) => where.and([...conditions, ...inStretch(stretch, own.keys)]))
      .limit(limit + 1 - tasks.length)
    const ordered = stretch.keys.reduce((rows, key) => rows.orderBy(sql.ref(own.keys[key]), stretch.direction), select)
    tasks.push(...(await all(ordered)).map((row) => taskRow(row, dialect)))
    if (tasks.length > limit) break
  }
  return pageOf(tasks, limit, (task) => positionIn(query.sort, task.dueAt, own.timeOf(task), task.id))
}

/** Their ids, `most` of them at most. */
export function idsOfOwn(own: Own, { build, dialect }: Reading, query: Omit<TaskQuery, 'limit'>, most: number) {
  const ofProcess = taskFilters(query, dialect)
  return build
    .selectFrom('handover_task as t')
    .select('t.id')
    .where('t.tenant', '=', query.tenant)
    .where((where) => where.and([...own.where(query), ...timeFilters(query, times)]))
    .$if(ofProcess.length > 0, (select) =>
      select.where((where) =>
        where.exists(
          where
            .selectFrom('handover_process as p')
            .select(sql.lit(1).as('one'))
            .whereRef('p.id', '=', 't.process_id')
            .where((inner) => inner.and(ofProcess)),
        ),
      ),
    )
    .limit(most)
}
