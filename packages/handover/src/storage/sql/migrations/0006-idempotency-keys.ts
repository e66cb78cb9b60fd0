/**
 * What was answered first to a command that carried an idempotency key: looked up by its key, and swept by its age. Rows
 * are written once, with the commit of what they answer to.
 */
import type { Migration } from './migration.ts'

export const idempotencyKeys: Migration = {
  name: '0006-idempotency-keys',
  statements: ({ schema }, { time, json }) => [
    schema
      .createTable('handover_idempotency')
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('request', 'text', (column) => column.notNull())
      .addColumn('answer', json, (column) => column.notNull())
      .addColumn('created_at', time, (column) => column.notNull())
      // Of two that are performed with the same key at once, one fails here.
      .addPrimaryKeyConstraint('handover_idempotency_pkey', ['tenant', 'key']),
    schema.createIndex('handover_idempotency_age').on('handover_idempotency').column('created_at'),
  ],
}
