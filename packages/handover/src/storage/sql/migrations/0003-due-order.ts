/**
 * The order in which work is due: an index for the inbox, and for the queue the due time beside each offer with an index
 * of its own. What has no due time, and a task that nobody owns, cost no entry more.
 */
import { sql, type Compilable, type Kysely } from 'kysely'
import type { ColumnTypes, Migration } from './migration.ts'

export const dueOrder: Migration = {
  name: '0003-due-order',
  statements: (build, types) => [...tasks(build), ...offers(build, types)],
}

function tasks({ schema }: Kysely<any>): Compilable[] {
  return [
    schema
      .createIndex('handover_task_due')
      .on('handover_task')
      .columns(['tenant', 'owner', 'due_at', 'created_at', 'id'])
      .where(sql.ref('finished_at'), 'is', null)
      .where(sql.ref('owner'), 'is not', null)
      .where(sql.ref('due_at'), 'is not', null),
  ]
}

function offers(build: Kysely<any>, { time }: ColumnTypes): Compilable[] {
  const due = build.selectFrom('handover_task').select('due_at').whereRef('id', '=', 'handover_offer.task_id')
  return [
    build.schema.alterTable('handover_offer').addColumn('due_at', time),
    build.updateTable('handover_offer').set({ due_at: due }),
    build.schema
      .createIndex('handover_offer_due')
      .on('handover_offer')
      .columns(['tenant', 'audience', 'due_at', 'created_at', 'task_id'])
      .where('due_at', 'is not', null),
  ]
}
