/** Writes what an action changed: one prepared statement for each row, all inside the unit's transaction. */
import type { JsonObject, ProcessState, TaskState } from '../../engine/snapshot.ts'
import {
  answerColumns,
  changingProcessColumns,
  changingTaskColumns,
  columnNames,
  deliveryColumns,
  eventColumns,
  messageColumns,
  processColumns,
  storedTaskColumns,
  subscriptionColumns,
  timerColumns,
  valuesOf,
} from '../sql/columns.ts'
import type { Loaded } from '../sql/loaded.ts'
import { offerChanges } from '../sql/offers.ts'
import { waitChanges } from '../sql/waits.ts'
import type { Beside } from '../sql/beside.ts'
import type { Changes, WriteOptions } from '../store.ts'
import type { Connection } from './connection.ts'
import { insertRows } from './insert-rows.ts'
import { updateRow } from './update-row.ts'

// Inside `begin immediate`: nobody else writes. Events go in by number, so a stale view fails on the primary key.
export function writeChanges(connection: Connection, changes: Changes, { tasks: loaded, processes }: Loaded): void {
  const { process, isNew, createdTasks, changedTasks, events } = changes
  if (isNew) insertProcess(connection, [process])
  else updateProcess(connection, processes.get(process.id), { ...process, data: dataAfter(changes, processes) })
  const { tenant, number: processNumber } = process
  insertTasks(
    connection,
    createdTasks.map((task) => ({ ...task, tenant, processNumber })),
  )
  for (const task of changedTasks) updateTask(connection, loaded.get(task.id), task)
  insertEvents(connection, events)
  const { added, removed } = offerChanges(changes, loaded)
  for (const { task, audiences } of removed)
    for (const audience of audiences) connection.run(deleteOffer, [tenant, audience, task.createdAt, task.id])
  for (const { audience, created_at, task_id, due_at } of added)
    connection.run(insertOffer, [tenant, audience, created_at, task_id, processNumber, due_at])
  writeWaits(connection, changes, loaded)
}

function writeWaits(connection: Connection, changes: Changes, loaded: ReadonlyMap<string, TaskState>): void {
  const { timers, stopped, subscribed, unsubscribed } = waitChanges(changes, loaded)
  for (const key of stopped) connection.run(deleteTimer, [key])
  for (const timer of timers) connection.run(setTimer, valuesOf(timerColumns, timer))
  for (const { tenant, kind, name, key, createdAt, task } of unsubscribed)
    connection.run(deleteSubscription, [tenant, kind, name, key, createdAt, task])
  for (const each of subscribed) connection.run(insertSubscription, valuesOf(subscriptionColumns, each))
}

/** Takes what is to be taken, and writes what belongs to no process. Answers false when something is not there. */
export function writeBeside(connection: Connection, more: Beside): boolean {
  const { takes = {}, claims, deliveries = [], startTimers = [], keeps = [], answer } = more
  const { delivery, message, timer } = takes
  const isGone = (text: string, key: readonly unknown[]) => connection.execute(text, key).changes === 0n
  if (delivery !== undefined && isGone(takeDelivery, [delivery])) return false
  if (claims !== undefined && isGone(claimDelivery, claimOf(claims))) return false
  if (message !== undefined && isGone(takeMessage, [message])) return false
  if (timer !== undefined && isGone(takeTimer, [timer.key, timer.dueAt])) return false
  for (const each of deliveries) connection.run(insertDelivery, valuesOf(deliveryColumns, each))
  for (const each of startTimers) connection.run(setTimer, valuesOf(timerColumns, each))
  for (const each of keeps) connection.run(insertMessage, valuesOf(messageColumns, each))
  if (answer !== undefined) connection.run(insertAnswer, valuesOf(answerColumns, answer))
  return true
}

// Keys that nobody named are left as they are, those that this definition does not know among them. The file is locked
// since they were read: the whole is written, for SQLite would write the whole row in any case.
function dataAfter({ process, data: { set, remove } }: Changes, processes: Loaded['processes']): JsonObject {
  const before = processes.get(process.id)?.data ?? process.data
  if (Object.keys(set).length + remove.length === 0) return before
  return Object.fromEntries(Object.entries({ ...before, ...set }).filter(([key]) => !remove.includes(key)))
}

function insert(table: string, columns: readonly string[], otherwise = ''): string {
  return `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})${otherwise}`
}

const insertProcess = insertRows('handover_process', processColumns)
const insertTasks = insertRows('handover_task', storedTaskColumns)
const insertEvents = insertRows('handover_event', eventColumns)
const updateProcess = updateRow<ProcessState>(
  'handover_process',
  processColumns.filter((column) => column.property === 'data' || changingProcessColumns.includes(column)),
)
const updateTask = updateRow<TaskState>('handover_task', changingTaskColumns)

const offer = ['tenant', 'audience', 'created_at', 'task_id']
const insertOffer = insert(
  'handover_offer',
  [...offer, 'process_number', 'due_at'],
  ` on conflict (${offer.join(', ')}) do update set due_at = excluded.due_at`,
)
const deleteOffer = `delete from handover_offer where ${offer.map((column) => `${column} = ?`).join(' and ')}`

const setTimer = insert(
  'handover_timer',
  columnNames(timerColumns),
  ` on conflict (key) do update set due_at = excluded.due_at, data = excluded.data, claimed_by = null,
    claimed_until = null`,
)
const deleteTimer = 'delete from handover_timer where key = ?'
const insertSubscription = insert('handover_subscription', columnNames(subscriptionColumns), ' on conflict do nothing')
const deleteSubscription = `delete from handover_subscription
  where tenant = ? and kind = ? and name = ? and key = ? and created_at = ? and task_id = ?`

const insertDelivery = insert('handover_outbox', columnNames(deliveryColumns))
const insertMessage = insert('handover_message', columnNames(messageColumns))
const insertAnswer = insert('handover_idempotency', columnNames(answerColumns))
const takeDelivery = 'delete from handover_outbox where id = ?'
const claimDelivery = `update handover_outbox set claimed_by = ?, claimed_until = ?, progress = null
  where id = ? and (claimed_until is null or claimed_until <= ? or claimed_by in (?, ?))`
const claimOf = ({ delivery, by, now, until, from = by }: WriteOptions['claims'] & {}) => {
  const [moment, end] = [now.toISOString(), until.toISOString()]
  return [by, end, delivery, moment, by, from]
}
const takeMessage = 'delete from handover_message where id = ?'
const takeTimer = 'delete from handover_timer where key = ? and due_at = ?'
