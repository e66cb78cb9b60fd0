/** How many tasks stand in a list, counted up to a bound: a badge shows `99+`, and must not cost more. */
import { sql } from 'kysely'
import type { TaskList, TaskQuery } from '../store.ts'
import { offeredTasks } from './offered-tasks.ts'
import type { Build } from './schema.ts'
import type { Reading, Session } from './session.ts'

export type CountQuery = Omit<TaskQuery, 'limit' | 'cursor'>

// Reads the last committed state; takes no lock.
export async function countTasks({ build, dialect, all }: Session, query: CountQuery, most: number): Promise<number> {
  const [row] = await all(
    build.selectFrom(listed[query.list]({ build, dialect }, query, most).as('listed')).select(count),
  )
  return Number(row!['count'])
}

const count = sql<number>`count(*)`.as('count')

const listed: Record<TaskList, (reading: Reading, query: CountQuery, most: number) => ReturnType<typeof of>> = {
  inbox: ({ build }, query, most) =>
    of(build, query, 't.owner')
      .where('t.finished_at', 'is', null)
      .where('t.status', '<>', sql.lit('canceled'))
      .limit(most),
  archive: ({ build }, query, most) =>
    of(build, query, 't.ended_by').where('t.status', '=', sql.lit('done')).limit(most),
  queue: (reading, { tenant, actor, flow }, most) =>
    offeredTasks(reading, { tenant, actor, flow, after: null, limit: most }) as never,
}

function of(build: Build, query: CountQuery, person: 't.owner' | 't.ended_by') {
  const tasks = build.selectFrom('handover_task as t').where('t.tenant', '=', query.tenant)
  return tasks
    .select('t.id')
    .where(person, '=', query.actor.id)
    .$if(query.flow !== undefined, (select) =>
      select.where((where) =>
        where.exists(
          where
            .selectFrom('handover_process as p')
            .select(sql.lit(1).as('one'))
            .whereRef('p.id', '=', 't.process_id')
            .where('p.flow', '=', query.flow!),
        ),
      ),
    )
}
