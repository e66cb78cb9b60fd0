/** The tasks that an actor finished. One range of the partial index on done owned tasks (`handover_task_archive`). */
import { sql } from 'kysely'
import type { Own } from './own-tasks.ts'

export const archive: Own = {
  where: ({ actor }) => [sql<boolean>`t.ended_by = ${actor.id}`, sql<boolean>`t.status = ${sql.lit('done')}`],
  keys: { due: 't.due_at', time: 't.finished_at', id: 't.id' },
  timeOf: (task) => task.finishedAt!,
}
