/** Those that need attention are counted for everybody again and again, and are few: found without walking all that run. */
import { sql } from 'kysely'
import type { Migration } from './migration.ts'

export const attention: Migration = {
  name: '0004-attention',
  statements: ({ schema }) => [
    schema
      .createIndex('handover_process_attention')
      .on('handover_process')
      .columns(['tenant', 'number'])
      .where(sql.ref('attention'), 'is not', null),
  ],
}
