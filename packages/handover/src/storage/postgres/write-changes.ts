/**
 * Writes what an action changed, as one statement: each part of it is a data-modifying CTE. The text is put together
 * from the parts that the action needs, so there are few texts, each prepared once. Rows travel as JSON.
 */
import type { TaskState } from '../../engine/snapshot.ts'
import {
  changingProcessColumns,
  changingTaskColumns,
  columnNames,
  eventColumns,
  processColumns,
  storedTaskColumns,
  type Column,
  type ColumnType,
} from '../sql/columns.ts'
import { offerChanges } from '../sql/offers.ts'
import type { OfferTable } from '../sql/schema.ts'
import type { Changes } from '../store.ts'
import type { TableName } from './tables.ts'
import type { Statement } from './wire.ts'

/**
 * New processes lock nothing; of an old one the unit holds the row lock. All parts see the database as it was before
 * the statement, which is why none of them reads what another one writes. The primary key of the events refuses a
 * writer with a stale view.
 */
export function writeChanges(table: TableName, changes: readonly Changes[], loaded: ReadonlyMap<string, TaskState>): Statement {
  const written = [...partsOf(changes, loaded)].filter(({ rows }) => rows.length > 0)
  const texts = written.map(({ sql, columns }, i) => sql(table, recordset(columns, i + 1)))
  const named = texts.map((text, i) => `w${i} as (${text})`)
  return {
    text: `with ${named.join(',\n')}\nselect 1`,
    values: written.map(({ columns, rows }) => json(columns, rows)),
    isPrepared: true,
  }
}

interface Part {
  readonly columns: readonly Column[]
  readonly rows: readonly object[]
  readonly sql: (table: TableName, from: string) => string
}

function* partsOf(changes: readonly Changes[], loaded: ReadonlyMap<string, TaskState>): Iterable<Part> {
  const isNew = changes.filter((change) => change.isNew)
  const isOld = changes.filter((change) => !change.isNew)
  const { added, removed } = offerChanges(changes, loaded)
  yield { ...insertProcesses, rows: isNew.map(({ process }) => process) }
  yield { ...updateProcesses, rows: isOld.map(({ process, data }) => ({ ...process, ...data })) }
  yield { ...insertTasks, rows: changes.flatMap(storedTasks) }
  yield { ...updateTasks, rows: changes.flatMap(({ changedTasks }) => changedTasks) }
  yield { ...insertOffers, rows: added }
  yield { ...deleteOffers, rows: removed }
  yield { ...insertEvents, rows: changes.flatMap(({ events }) => events) }
}

const storedTasks = ({ process, createdTasks }: Changes) =>
  createdTasks.map((task) => ({ ...task, tenant: process.tenant, processNumber: process.number }))

const insert = (name: Parameters<TableName>[0], columns: readonly Column[], otherwise = '') => ({
  columns,
  sql: (table: TableName, from: string) => {
    const names = columnNames(columns).join(', ')
    return `insert into ${table(name)} (${names}) select ${names} from ${from}${otherwise}`
  },
})

const insertProcesses = insert('handover_process', processColumns)
const insertTasks = insert('handover_task', storedTaskColumns)
const insertEvents = insert('handover_event', eventColumns)

const id: Column = { property: 'id', column: 'id', type: 'uuid' }
const set = (columns: readonly Column[]) => columns.map(({ column }) => `${column} = r.${column}`).join(', ')

const updateTasks = {
  columns: [id, ...changingTaskColumns],
  sql: (table: TableName, from: string) =>
    `update ${table('handover_task')} t set ${set(changingTaskColumns)} from ${from} where t.id = r.id`,
}

// Keys that nobody named are left as they are, those that this definition does not know among them.
const updateProcesses = {
  columns: [
    id,
    ...changingProcessColumns,
    { property: 'set', column: 'data_set', type: 'json' },
    { property: 'remove', column: 'data_remove', type: 'json' },
  ] satisfies Column[],
  sql: (table: TableName, from: string) =>
    `update ${table('handover_process')} p set ${set(changingProcessColumns)},
      data = (p.data || r.data_set) - array(select jsonb_array_elements_text(r.data_remove))
      from ${from} where p.id = r.id`,
}

const offerColumns: readonly Column[] = Object.entries({
  tenant: 'text',
  audience: 'text',
  created_at: 'time',
  task_id: 'uuid',
  process_number: 'bigint',
} satisfies Record<keyof OfferTable, ColumnType>).map(([column, type]) => ({ property: column, column, type }))

const insertOffers = insert('handover_offer', offerColumns, ' on conflict do nothing')
const deleteOffers = {
  columns: offerColumns.filter(({ column }) => column !== 'process_number'),
  sql: (table: TableName, from: string) =>
    `delete from ${table('handover_offer')} o using ${from} where o.tenant = r.tenant and o.audience = r.audience
      and o.created_at = r.created_at and o.task_id = r.task_id`,
}

const sqlTypes: Record<ColumnType, string> = {
  uuid: 'uuid',
  text: 'text',
  integer: 'integer',
  bigint: 'bigint',
  time: 'timestamptz(3)',
  json: 'jsonb',
}

function recordset(columns: readonly Column[], parameter: number): string {
  const types = columns.map(({ column, type }) => `${column} ${sqlTypes[type]}`)
  return `json_to_recordset($${parameter}::json) as r (${types.join(', ')})`
}

/** The rows as one JSON text; what is null is left out, and comes back as null. */
function json(columns: readonly Column[], rows: readonly object[]): string {
  const objects = rows.map((row) => {
    const object: Record<string, unknown> = {}
    for (const { property, column } of columns) {
      const value = (row as Record<string, unknown>)[property]
      if (value !== null && value !== undefined) object[column] = value
    }
    return object
  })
  return JSON.stringify(objects)
}
