/**
 * The tasks that are an actor's and open. Newest and oldest first are one range of the partial index on open owned tasks
 * (`handover_task_inbox`). In due order those that have a due time are a range of the index of these
 * (`handover_task_due`), and the others what is left of the first.
 */
import { sql } from 'kysely'
import type { Own } from './own-tasks.ts'

export const inbox: Own = {
  where: ({ actor }) => [
    sql<boolean>`t.owner = ${actor.id}`,
    sql<boolean>`t.finished_at is null`,
    // One that was undone keeps its token, but is nobody's work until it is revived.
    sql<boolean>`t.status <> ${sql.lit('canceled')}`,
  ],
  keys: { due: 't.due_at', time: 't.created_at', id: 't.id' },
  timeOf: (task) => task.createdAt,
}
