/** How many tasks stand in a list, counted up to a bound: a badge shows `99+`, and must not cost more. */
import { sql } from 'kysely'
import type { TaskQuery } from '../store.ts'
import { archive } from './archive.ts'
import { inbox } from './inbox.ts'
import { offeredTasks } from './offered-tasks.ts'
import { idsOfOwn } from './own-tasks.ts'
import type { Session } from './session.ts'
import type { Stretch } from './task-order.ts'

export type CountQuery = Omit<TaskQuery, 'limit' | 'cursor' | 'sort'>

const newest: Stretch = { keys: ['time', 'id'], direction: 'desc', after: null }
const due: Stretch = { keys: ['due', 'time', 'id'], direction: 'asc', isDated: true, after: null }

// Reads the last committed state; takes no lock.
export async function countTasks({ build, dialect, all }: Session, query: CountQuery, most: number): Promise<number> {
  const listed =
    query.list === 'queue'
      ? offeredTasks({ build, dialect }, query, query.due ? due : newest, most)
      : idsOfOwn(query.list === 'inbox' ? inbox : archive, { build, dialect }, query, most)
  const [row] = await all(build.selectFrom((listed as ReturnType<typeof idsOfOwn>).as('listed')).select(count))
  return Number(row!['count'])
}

const count = sql<number>`count(*)`.as('count')
