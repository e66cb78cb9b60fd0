/** The parts of which a statement that writes is made: each is one table's insert, update or delete. */
import {
  answerColumns,
  changingProcessColumns,
  changingTaskColumns,
  columnNames,
  deliveryColumns,
  eventColumns,
  messageColumns,
  processColumns,
  startTimerColumns,
  storedTaskColumns,
  subscriptionColumns,
  timerColumns,
  valuesOf,
  type Column,
  type StoredSubscription,
} from '../sql/columns.ts'
import type { ProcessState, TaskState } from '../../engine/snapshot.ts'
import { Combinations } from '../sql/combinations.ts'
import type { Withdrawn } from '../sql/offers.ts'
import type { Changes, WriteOptions } from '../store.ts'
import { columnOfRow, isShared, jsonRows, recordset, shared, sharedTime } from './recordset.ts'
import type { TableName } from './tables.ts'

export interface Part {
  /** Which parts a statement has tells which statement it is. */
  readonly id: number
  /** `first` is the number of the part's first own parameter. */
  readonly sql: (table: TableName, first: number) => string
}
let parts = 0
const part = (sql: Part['sql']): Part => ({ id: ++parts, sql })

const sharedColumns: Readonly<Record<string, string>> = {
  id: shared['process_id']!,
  tenant: shared['tenant']!,
  number: shared['process_number']!,
  last_at: sharedTime,
}
const isOwn = ({ column }: Column) => !(column in sharedColumns)
const ownProcessColumns = processColumns.filter(isOwn)
const ownChangingColumns = changingProcessColumns.filter(isOwn)

/** A part and what it is given. */
export interface Filled {
  readonly part: Part
  readonly values: readonly unknown[]
}

const processInserts = new Combinations(ownProcessColumns, (columns) => ({
  columns,
  part: part((table, first) => {
    const names = [...Object.keys(sharedColumns), ...columnNames(columns)]
    const values = [...Object.values(sharedColumns), ...columns.map((_, i) => `$${first + i}`)]
    return `insert into ${table('handover_process')} (${names.join(', ')}) values (${values.join(', ')})`
  }),
}))

export function insertProcess({ process }: Changes): Filled {
  const { columns, part: insert } = processInserts.filledBy([process])
  return { part: insert, values: valuesOf(columns, process) }
}

const processUpdates = new Combinations(ownChangingColumns, (columns) => ({
  columns,
  plain: part((table, first) => updateOfProcess(table, first, columns)),
  // Keys that nobody named are left as they are, those that this definition does not know among them.
  withData: part((table, first) => {
    const set = first + columns.length
    return updateOfProcess(table, first, columns, [`data = (p.data || $${set}::jsonb) - $${set + 1}::text[]`])
  }),
}))

function updateOfProcess(table: TableName, first: number, columns: readonly Column[], more: readonly string[] = []) {
  const own = columns.map(({ column }, i) => `${column} = $${first + i}`)
  const changes = [`last_at = ${sharedTime}`, ...own, ...more]
  return `update ${table('handover_process')} p set ${changes.join(', ')} where p.id = ${sharedColumns['id']}`
}

export function updateProcess({ process, data: { set, remove } }: Changes, before: ProcessState | undefined): Filled {
  const { columns, plain, withData } = processUpdates.differing(before, process)
  const values = valuesOf(columns, process)
  if (Object.keys(set).length + remove.length === 0) return { part: plain, values }
  return { part: withData, values: [...values, JSON.stringify(set), [...remove]] }
}

/**
 * Inserts rows that travel as JSON, in one parameter; nothing when there is none. `time` is the one at which the action
 * makes what it makes.
 */
type InsertRows = (rows: readonly object[], time?: string) => readonly Filled[]

function insertRows(name: Parameters<TableName>[0], all: readonly Column[], otherwise = ''): InsertRows {
  const common = all.filter(isShared)
  const own = all.filter((column) => !isShared(column))
  const combinations = new Combinations(own, (columns) =>
    part((table, first) => {
      const into = `${table(name)} (${columnNames([...common, ...columns]).join(', ')})`
      const values = [...common.map(({ column }) => shared[column]!), ...columns.map(columnOfRow)]
      return `insert into ${into} select ${values.join(', ')} from ${recordset(columns, first)}${otherwise}`
    }),
  )
  return (rows, time) => {
    if (rows.length === 0) return []
    const { json, isFilled } = jsonRows(own, rows, time)
    return [{ part: combinations.of(isFilled), values: [json] }]
  }
}

export const insertTasks = insertRows('handover_task', storedTaskColumns)
export const insertEvents = insertRows('handover_event', eventColumns)

/** One task by its id: joined with rows of unknown number, the planner would rather read the whole table. */
const taskUpdates = new Combinations(changingTaskColumns, (columns) => ({
  columns,
  part: part((table, first) => {
    const set = columns.map(({ column }, i) => `${column} = $${first + 1 + i}`)
    return `update ${table('handover_task')} set ${set.join(', ')} where id = $${first}`
  }),
}))

/** Undefined when something was changed and then changed back: nothing is to be written. */
export function updateTask(task: TaskState, before: TaskState | undefined): Filled | undefined {
  const { columns, part: update } = taskUpdates.differing(before, task)
  return columns.length === 0 ? undefined : { part: update, values: [task.id, ...valuesOf(columns, task)] }
}

const offerColumns: readonly Column[] = [
  { property: 'tenant', column: 'tenant', type: 'text' },
  { property: 'audience', column: 'audience', type: 'text' },
  { property: 'created_at', column: 'created_at', type: 'time' },
  { property: 'task_id', column: 'task_id', type: 'uuid' },
  { property: 'process_number', column: 'process_number', type: 'bigint' },
  { property: 'due_at', column: 'due_at', type: 'time' },
]

export const insertOffers = insertRows(
  'handover_offer',
  offerColumns,
  ' on conflict (tenant, audience, created_at, task_id) do update set due_at = excluded.due_at',
)

/**
 * Some of one task, by their primary key. The process's number is said too: a plan that was made while the table was
 * small may take the other index, and would else go through all that is offered to the same audience.
 */
const offersDelete = part(
  (table, first) =>
    `delete from ${table('handover_offer')} where tenant = $${first} and audience = any($${first + 1}::text[])
      and created_at = $${first + 2} and task_id = $${first + 3} and process_number = $${first + 4}`,
)
export const deleteOffers = ({ tenant, number }: ProcessState, { task, audiences }: Withdrawn): Filled => ({
  part: offersDelete,
  values: [tenant, [...audiences], task.createdAt, task.id, number],
})

/** Of tasks: whether there was one or not, it rings at this time now. */
export const setTimers = insertRows(
  'handover_timer',
  timerColumns,
  ' on conflict (key) do update set due_at = excluded.due_at, claimed_by = null, claimed_until = null',
)

/** Of starts: the schedule may have changed too. */
export const setStartTimers = insertRows(
  'handover_timer',
  startTimerColumns,
  ` on conflict (key) do update set due_at = excluded.due_at, data = excluded.data, claimed_by = null,
    claimed_until = null`,
)

const timerDelete = part((table, first) => `delete from ${table('handover_timer')} where key = $${first}`)
export const deleteTimer = (key: string): Filled => ({ part: timerDelete, values: [key] })

export const insertSubscriptions = insertRows('handover_subscription', subscriptionColumns, ' on conflict do nothing')

const subscriptionKey = ['tenant', 'kind', 'name', 'key', 'created_at', 'task_id']
const subscriptionDelete = part(
  (table, first) => `delete from ${table('handover_subscription')} where ${isKey(subscriptionKey, first)}`,
)
/** One, by its primary key. */
export const deleteSubscription = (one: StoredSubscription): Filled => ({
  part: subscriptionDelete,
  values: [one.tenant, one.kind, one.name, one.key, one.createdAt, one.task],
})

export const insertDeliveries = insertRows('handover_outbox', deliveryColumns)
export const insertMessages = insertRows('handover_message', messageColumns)
export const insertAnswers = insertRows('handover_idempotency', answerColumns)

/** Fails, and with it all that travels behind it, when no row is there to be taken: nothing is divided by none. */
function take(name: Parameters<TableName>[0], key: readonly string[]): (...values: readonly string[]) => Filled {
  const taking = part(
    (table, first) => `with taken as (delete from ${table(name)} where ${isKey(key, first)} returning 1)
      select 1 / count(*) from taken`,
  )
  return (...values) => ({ part: taking, values })
}
export const takeDelivery = take('handover_outbox', ['id'])
export const takeMessage = take('handover_message', ['id'])
export const takeTimer = take('handover_timer', ['key', 'due_at'])

/** Fails in the same way when it is gone, or somebody else has it still. */
const claiming = part(
  (table, first) => `with claimed as (update ${table('handover_outbox')}
      set claimed_by = $${first}, claimed_until = $${first + 1}, progress = null
      where id = $${first + 2}
        and (claimed_until is null or claimed_until <= $${first + 3} or claimed_by in ($${first}, $${first + 4}))
      returning 1)
    select 1 / count(*) from claimed`,
)
export const claimDelivery = ({ delivery, by, now, until, from = by }: WriteOptions['claims'] & {}): Filled => ({
  part: claiming,
  values: [by, until.toISOString(), delivery, now.toISOString(), from],
})

const isKey = (columns: readonly string[], first: number) =>
  columns.map((column, i) => `${column} = $${first + i}`).join(' and ')
