/** Writes what an action changed: one prepared statement for each row, all inside the unit's transaction. */
import type { TaskState } from '../../engine/snapshot.ts'
import {
  changingProcessColumns,
  changingTaskColumns,
  columnNames,
  eventColumns,
  processColumns,
  storedTaskColumns,
  type Column,
} from '../sql/columns.ts'
import { offerChanges } from '../sql/offers.ts'
import type { Changes } from '../store.ts'
import type { Connection } from './connection.ts'
import { jsonPath } from './json-path.ts'

// Inside `begin immediate`: nobody else writes. Events go in by number, so a stale view fails on the primary key.
export function writeChanges(connection: Connection, changes: Changes, loaded: ReadonlyMap<string, TaskState>): void {
  const { process, isNew, data, createdTasks, changedTasks, events } = changes
  if (isNew) connection.run(insertProcess, valuesOf(processColumns, process))
  else updateProcess(connection, process, data)
  const { tenant, number: processNumber } = process
  for (const task of createdTasks)
    connection.run(insertTask, valuesOf(storedTaskColumns, { ...task, tenant, processNumber }))
  for (const task of changedTasks) connection.run(updateTask, [...valuesOf(changingTaskColumns, task), task.id])
  for (const event of events) connection.run(insertEvent, valuesOf(eventColumns, event))
  const { added, removed } = offerChanges(changes, loaded)
  for (const { task, audiences } of removed)
    for (const audience of audiences) connection.run(deleteOffer, [tenant, audience, task.createdAt, task.id])
  for (const { audience, created_at, task_id } of added)
    connection.run(insertOffer, [tenant, audience, created_at, task_id, processNumber])
}

// Keys that nobody named are left as they are, those that this definition does not know among them.
function updateProcess(connection: Connection, process: Changes['process'], { set, remove }: Changes['data']): void {
  const kept = remove.length === 0 ? 'data' : `json_remove(data${', ?'.repeat(remove.length)})`
  const entries = Object.entries(set)
  const data = entries.length === 0 ? kept : `json_set(${kept}${', ?, json(?)'.repeat(entries.length)})`
  const columns = changingProcessColumns.map(({ column }) => `${column} = ?`).join(', ')
  connection.run(`update handover_process set data = ${data}, ${columns} where id = ?`, [
    ...remove.map(jsonPath),
    ...entries.flatMap(([key, value]) => [jsonPath(key), JSON.stringify(value)]),
    ...valuesOf(changingProcessColumns, process),
    process.id,
  ])
}

function valuesOf(columns: readonly Column[], value: object): unknown[] {
  return columns.map(({ property, type }) => {
    const part = (value as Record<string, unknown>)[property] ?? null
    return type === 'json' && part !== null ? JSON.stringify(part) : part
  })
}

function insert(table: string, columns: readonly string[], otherwise = ''): string {
  return `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})${otherwise}`
}

const insertProcess = insert('handover_process', columnNames(processColumns))
const insertTask = insert('handover_task', columnNames(storedTaskColumns))
const insertEvent = insert('handover_event', columnNames(eventColumns))
const updateTask = `update handover_task set ${changingTaskColumns.map(({ column }) => `${column} = ?`).join(', ')} where id = ?`

const offer = ['tenant', 'audience', 'created_at', 'task_id']
const insertOffer = insert('handover_offer', [...offer, 'process_number'], ' on conflict do nothing')
const deleteOffer = `delete from handover_offer where ${offer.map((column) => `${column} = ?`).join(' and ')}`
