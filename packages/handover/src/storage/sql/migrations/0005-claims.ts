/**
 * Several servers share the work: whoever has a delivery or a timer under way says so in its row, and until when. None of
 * these columns stands in an index that every row is in, so that a claim writes the row and nothing else.
 */
import { sql, type Kysely } from 'kysely'
import type { Migration } from './migration.ts'

export const claims: Migration = {
  name: '0005-claims',
  statements: (build, { time, json }) => [
    build.schema.alterTable('handover_outbox').addColumn('job_limit', 'text'),
    build.schema.alterTable('handover_outbox').addColumn('claimed_by', 'text'),
    build.schema.alterTable('handover_outbox').addColumn('claimed_until', time),
    build.schema.alterTable('handover_outbox').addColumn('progress', json),
    build.schema.alterTable('handover_timer').addColumn('claimed_by', 'text'),
    build.schema.alterTable('handover_timer').addColumn('claimed_until', time),
    // Each row stands in one of the two: who looks for the others does not go through the jobs that wait.
    build.schema.dropIndex('handover_outbox_due'),
    due(build, 'job').where(sql<boolean>`not is_dead and kind = 'job'`),
    due(build, 'other').where(sql<boolean>`not is_dead and kind <> 'job'`),
    // How many of a limit run is counted whenever one of them is to begin.
    build.schema
      .createIndex('handover_outbox_limit')
      .on('handover_outbox')
      .columns(['job_limit', 'due_at', 'id'])
      .where(sql<boolean>`job_limit is not null and not is_dead`),
  ],
}

const due = ({ schema }: Kysely<any>, sort: string) =>
  schema.createIndex(`handover_outbox_${sort}`).on('handover_outbox').columns(['due_at', 'id'])
