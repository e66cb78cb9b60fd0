/**
 * Processes, tasks, history, offers, definitions, numbers. Long because it is one schema. `tenant` leads every index
 * that a list uses; indexes on tasks are partial, so that rows that are inserted already done cost two entries.
 * No CHECK on a status: a status more must not need a lock on the table.
 */
import { sql, type Compilable, type Kysely } from 'kysely'
import type { ColumnTypes, Migration } from './migration.ts'

export const processesAndTasks: Migration = {
  name: '0001-processes-and-tasks',
  statements: (build, types) => [
    ...processes(build, types),
    ...tasks(build, types),
    ...events(build, types),
    ...offers(build, types),
    ...definitions(build, types),
    ...numbers(build, types),
  ],
}

function processes({ schema }: Kysely<any>, { uuid, time, json, bigint, changing }: ColumnTypes): Compilable[] {
  const index = (name: string) => schema.createIndex(`handover_process_${name}`).on('handover_process')
  return [
    schema
      .createTable('handover_process')
      .addColumn('id', uuid, (column) => column.primaryKey().notNull())
      .addColumn('number', bigint, (column) => column.notNull())
      .addColumn('tenant', 'text', (column) => column.notNull().defaultTo(''))
      .addColumn('flow', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text')
      .addColumn('data', json, (column) => column.notNull())
      .addColumn('summary', 'text', (column) => column.notNull().defaultTo(''))
      .addColumn('attention', 'text')
      .addColumn('scopes', json, (column) => column.notNull())
      .addColumn('started_by', 'text')
      .addColumn('started_by_name', 'text')
      .addColumn('artifact_type', 'text')
      .addColumn('artifact_id', 'text')
      .addColumn('parent_task', uuid)
      .addColumn('start_key', 'text')
      .addColumn('suspended_at', time)
      .addColumn('created_at', time, (column) => column.notNull())
      .addColumn('finished_at', time)
      .addColumn('last_event', 'integer', (column) => column.notNull())
      .addColumn('last_at', time, (column) => column.notNull())
      .modifyEnd(changing),
    index('number').unique().columns(['tenant', 'number']),
    index('flow').columns(['tenant', 'flow', 'number']),
    // Nearly all are done in the end, and found by their number; this one is for those that are not.
    index('status').columns(['tenant', 'status', 'number']).where(sql.ref('status'), '<>', sql.lit('done')),
    index('started_by').columns(['tenant', 'started_by', 'number']).where('started_by', 'is not', null),
  ]
}

function tasks({ schema }: Kysely<any>, { uuid, time, json, bigint, changing }: ColumnTypes): Compilable[] {
  const index = (name: string) => schema.createIndex(`handover_task_${name}`).on('handover_task')
  return [
    schema
      .createTable('handover_task')
      .addColumn('id', uuid, (column) => column.primaryKey().notNull())
      // No foreign key: a task is only ever written with its process, and the check of each costs as much as an index.
      .addColumn('process_id', uuid, (column) => column.notNull())
      .addColumn('process_number', bigint, (column) => column.notNull())
      .addColumn('tenant', 'text', (column) => column.notNull().defaultTo(''))
      .addColumn('node', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('scope', 'text')
      .addColumn('previous', json, (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull().defaultTo(''))
      .addColumn('summary', 'text', (column) => column.notNull().defaultTo(''))
      .addColumn('result', 'text', (column) => column.notNull().defaultTo(''))
      .addColumn('audience', json)
      .addColumn('owner', 'text')
      .addColumn('owner_name', 'text')
      .addColumn('ended_by', 'text')
      .addColumn('ended_by_name', 'text')
      .addColumn('item', json)
      .addColumn('state', json)
      .addColumn('reason', 'text')
      .addColumn('error', json)
      .addColumn('host', uuid)
      .addColumn('due_at', time)
      .addColumn('priority', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('sequence', 'integer', (column) => column.notNull())
      .addColumn('created_at', time, (column) => column.notNull())
      .addColumn('assigned_at', time)
      .addColumn('started_at', time)
      .addColumn('finished_at', time)
      .modifyEnd(changing),
    // The open tasks of a process stand together; all of them are its picture.
    index('process').columns(['process_id', 'finished_at', 'node']),
    index('inbox')
      .columns(['tenant', 'owner', 'created_at', 'id'])
      .where(sql.ref('finished_at'), 'is', null)
      .where(sql.ref('owner'), 'is not', null),
    index('archive')
      .columns(['tenant', 'ended_by', 'finished_at', 'id'])
      .where(sql.ref('status'), '=', sql.lit('done'))
      .where(sql.ref('ended_by'), 'is not', null),
    // The processes that a person had a task of.
    index('owner').columns(['tenant', 'owner', 'process_number']).where('owner', 'is not', null),
  ]
}

function events({ schema }: Kysely<any>, { uuid, time, json, clustered }: ColumnTypes): Compilable[] {
  return [
    schema
      .createTable('handover_event')
      .addColumn('process_id', uuid, (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('task_id', uuid)
      .addColumn('node', 'text')
      .addColumn('actor', 'text')
      .addColumn('actor_name', 'text')
      .addColumn('at', time, (column) => column.notNull())
      .addColumn('from_status', 'text')
      .addColumn('to_status', 'text')
      .addColumn('note', 'text')
      .addColumn('data', json)
      // A writer with a stale view of its process fails here.
      .addPrimaryKeyConstraint('handover_event_pkey', ['process_id', 'number'])
      .modifyEnd(clustered),
  ]
}

function offers({ schema }: Kysely<any>, { uuid, time, bigint, clustered }: ColumnTypes): Compilable[] {
  return [
    schema
      .createTable('handover_offer')
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('audience', 'text', (column) => column.notNull())
      .addColumn('created_at', time, (column) => column.notNull())
      .addColumn('task_id', uuid, (column) => column.notNull())
      .addColumn('process_number', bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('handover_offer_pkey', ['tenant', 'audience', 'created_at', 'task_id'])
      .modifyEnd(clustered),
    // The processes that a person may see because a task of them is offered.
    schema.createIndex('handover_offer_process').on('handover_offer').columns(['tenant', 'audience', 'process_number']),
  ]
}

function definitions({ schema }: Kysely<any>, { time, json }: ColumnTypes): Compilable[] {
  return [
    schema
      .createTable('handover_definition')
      .addColumn('flow', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('graph', json, (column) => column.notNull())
      .addColumn('recorded_at', time, (column) => column.notNull())
      .addPrimaryKeyConstraint('handover_definition_pkey', ['flow', 'version', 'hash']),
  ]
}

function numbers(build: Kysely<any>, { bigint }: ColumnTypes): Compilable[] {
  return [
    build.schema
      .createTable('handover_number')
      .addColumn('name', 'text', (column) => column.primaryKey().notNull())
      .addColumn('next', bigint, (column) => column.notNull()),
    build.insertInto('handover_number').values({ name: sql.lit('process'), next: sql.lit(1) }),
  ]
}
