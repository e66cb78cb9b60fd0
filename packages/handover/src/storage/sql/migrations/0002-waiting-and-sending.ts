/**
 * What processes wait for and what they send: timers, subscriptions, messages, the outbox; and what they have to do
 * with each other. Rows of these tables come and go, so each has few indexes, none of which holds what nobody asks for.
 */
import { sql, type Compilable, type Kysely } from 'kysely'
import type { ColumnTypes, Migration } from './migration.ts'

export const waitingAndSending: Migration = {
  name: '0002-waiting-and-sending',
  statements: (build, types) => [
    ...processes(build),
    ...tasks(build, types),
    ...outbox(build, types),
    ...timers(build, types),
    ...subscriptions(build, types),
    ...messages(build, types),
  ],
}

function processes({ schema }: Kysely<any>): Compilable[] {
  const index = (name: string) => schema.createIndex(`handover_process_${name}`).on('handover_process')
  return [
    schema.alterTable('handover_process').addColumn('reason', 'text'),
    // Of two that start with the same key at once, one fails here.
    index('start_key').unique().columns(['tenant', 'flow', 'start_key']).where('start_key', 'is not', null),
    index('parent_task').column('parent_task').where('parent_task', 'is not', null),
    // Asked for each delivery and timer that is due: there are few, so it is small and always in memory.
    index('suspended').column('id').where(sql.ref('suspended_at'), 'is not', null),
  ]
}

function tasks({ schema }: Kysely<any>, { json }: ColumnTypes): Compilable[] {
  return [schema.alterTable('handover_task').addColumn('waits', json)]
}

function outbox({ schema }: Kysely<any>, { uuid, time, json, boolean, changing }: ColumnTypes): Compilable[] {
  const index = (name: string) => schema.createIndex(`handover_outbox_${name}`).on('handover_outbox')
  return [
    schema
      .createTable('handover_outbox')
      .addColumn('id', uuid, (column) => column.primaryKey().notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('process_id', uuid)
      .addColumn('lane', 'text')
      .addColumn('payload', json)
      .addColumn('created_at', time, (column) => column.notNull())
      .addColumn('due_at', time, (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('error', 'text')
      .addColumn('is_dead', boolean, (column) => column.notNull())
      .modifyEnd(changing),
    index('due')
      .columns(['due_at', 'id'])
      .where(sql<boolean>`not is_dead`),
    index('lane')
      .columns(['lane', 'id'])
      .where(sql<boolean>`lane is not null and not is_dead`),
    index('dead')
      .columns(['tenant', 'created_at', 'id'])
      .where(sql<boolean>`is_dead`),
  ]
}

function timers({ schema }: Kysely<any>, { uuid, time, json, changing }: ColumnTypes): Compilable[] {
  return [
    schema
      .createTable('handover_timer')
      .addColumn('key', 'text', (column) => column.primaryKey().notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('due_at', time, (column) => column.notNull())
      .addColumn('task_id', uuid)
      .addColumn('process_id', uuid)
      .addColumn('data', json)
      .modifyEnd(changing),
    schema.createIndex('handover_timer_due').on('handover_timer').columns(['due_at', 'key']),
    schema.createIndex('handover_timer_start').on('handover_timer').column('key').where(sql.ref('task_id'), 'is', null),
  ]
}

function subscriptions({ schema }: Kysely<any>, { uuid, time, clustered }: ColumnTypes): Compilable[] {
  const key = ['tenant', 'kind', 'name', 'key', 'created_at', 'task_id'] as const
  return [
    schema
      .createTable('handover_subscription')
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('created_at', time, (column) => column.notNull())
      .addColumn('task_id', uuid, (column) => column.notNull())
      .addColumn('process_id', uuid, (column) => column.notNull())
      .addPrimaryKeyConstraint('handover_subscription_pkey', [...key])
      .modifyEnd(clustered),
  ]
}

function messages({ schema }: Kysely<any>, { uuid, time, json }: ColumnTypes): Compilable[] {
  const index = (name: string) => schema.createIndex(`handover_message_${name}`).on('handover_message')
  return [
    schema
      .createTable('handover_message')
      .addColumn('id', uuid, (column) => column.primaryKey().notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('payload', json)
      .addColumn('created_at', time, (column) => column.notNull())
      .addColumn('expires_at', time, (column) => column.notNull()),
    index('name').columns(['tenant', 'name', 'key', 'created_at', 'id']),
    index('expires').column('expires_at'),
  ]
}
