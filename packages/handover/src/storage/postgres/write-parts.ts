/** The parts of which a statement that writes is made: each is one table's insert, update or delete. */
import {
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
import type { Withdrawn } from '../sql/offers.ts'
import type { Changes } from '../store.ts'
import { columnOfRow, recordset, shared, sharedTime } from './recordset.ts'
import type { TableName } from './tables.ts'

export interface Part {
  readonly name: string
  /** `first` is the number of the part's first own parameter. */
  readonly sql: (table: TableName, first: number) => string
}

const sharedColumns: Readonly<Record<string, string>> = {
  id: shared['process_id']!,
  tenant: shared['tenant']!,
  number: shared['process_number']!,
  last_at: sharedTime,
}
const isOwn = ({ column }: Column) => !(column in sharedColumns)
const ownProcessColumns = processColumns.filter(isOwn)
const ownChangingColumns = changingProcessColumns.filter(isOwn)

const insertProcessOf = (name: string, columns: readonly Column[]): Part => ({
  name,
  sql: (table, first) => {
    const own = columns.map((_, i) => `$${first + i}`)
    const names = [...Object.keys(sharedColumns), ...columnNames(columns)]
    const values = [...Object.values(sharedColumns), ...own]
    return `insert into ${table('handover_process')} (${names.join(', ')}) values (${values.join(', ')})`
  },
})

/** What most processes do not have when they begin. */
const rare = ['outcome', 'attention', 'reason', 'artifactType', 'artifactId', 'parentTask', 'suspendedAt', 'startKey']
const rareColumns = ownProcessColumns.filter(({ property }) => rare.includes(property))
const usualColumns = ownProcessColumns.filter(({ property }) => !rare.includes(property))

const insertUsualProcess = insertProcessOf('insert process', usualColumns)
const insertWholeProcess = insertProcessOf('insert whole process', ownProcessColumns)

export function insertProcess({ process }: Changes): { readonly part: Part; readonly values: readonly unknown[] } {
  const isUsual = rareColumns.every(({ property }) => process[property as keyof ProcessState] === null)
  return isUsual
    ? { part: insertUsualProcess, values: valuesOf(usualColumns, process) }
    : { part: insertWholeProcess, values: valuesOf(ownProcessColumns, process) }
}

const setProcess = ['last_at', ...columnNames(ownChangingColumns)]
const updateOf = (table: TableName, first: number, more = '') => {
  const values = [sharedTime, ...ownChangingColumns.map((_, i) => `$${first + i}`)]
  const columns = setProcess.map((column, i) => `${column} = ${values[i]}`)
  return `update ${table('handover_process')} p set ${columns.join(', ')}${more} where p.id = ${sharedColumns['id']}`
}

export const updateProcess: Part = { name: 'update process', sql: (table, first) => updateOf(table, first) }
export const updateProcessValues = ({ process }: Changes) => valuesOf(ownChangingColumns, process)

// Keys that nobody named are left as they are, those that this definition does not know among them.
export const updateProcessAndData: Part = {
  name: 'update process and data',
  sql: (table, first) => {
    const [set, remove] = [first + ownChangingColumns.length, first + ownChangingColumns.length + 1]
    return updateOf(table, first, `, data = (p.data || $${set}::jsonb) - $${remove}::text[]`)
  },
}
export const updateProcessAndDataValues = (changes: Changes) => [
  ...updateProcessValues(changes),
  JSON.stringify(changes.data.set),
  [...changes.data.remove],
]

/** A part whose rows travel as JSON, in one parameter. */
export interface RowsPart extends Part {
  readonly columns: readonly Column[]
}

const insertRows = (name: Parameters<TableName>[0], columns: readonly Column[], otherwise = ''): RowsPart => ({
  name: `insert ${name}${otherwise}`,
  columns,
  sql: (table, first) => {
    const values = columns.map(columnOfRow).join(', ')
    const into = `${table(name)} (${columnNames(columns).join(', ')})`
    return `insert into ${into} select ${values} from ${recordset(columns, first)}${otherwise}`
  },
})

export const insertTasks = insertRows('handover_task', storedTaskColumns)
export const insertEvents = insertRows('handover_event', eventColumns)

/** One task by its id: joined with rows of unknown number, the planner would rather read the whole table. */
export const updateTask: Part = {
  name: 'update task',
  sql: (table, first) => {
    const set = columnNames(changingTaskColumns).map((column, i) => `${column} = $${first + 1 + i}`)
    return `update ${table('handover_task')} set ${set.join(', ')} where id = $${first}`
  },
}
export const updateTaskValues = (task: TaskState) => [task.id, ...valuesOf(changingTaskColumns, task)]

const offerColumns: readonly Column[] = [
  { property: 'tenant', column: 'tenant', type: 'text' },
  { property: 'audience', column: 'audience', type: 'text' },
  { property: 'created_at', column: 'created_at', type: 'time' },
  { property: 'task_id', column: 'task_id', type: 'uuid' },
  { property: 'process_number', column: 'process_number', type: 'bigint' },
]

export const insertOffers = insertRows('handover_offer', offerColumns, ' on conflict do nothing')

/**
 * Some of one task, by their primary key. The process's number is said too: a plan that was made while the table was
 * small may take the other index, and would else go through all that is offered to the same audience.
 */
export const deleteOffers: Part = {
  name: 'delete offers',
  sql: (table, first) =>
    `delete from ${table('handover_offer')} where tenant = $${first} and audience = any($${first + 1}::text[])
      and created_at = $${first + 2} and task_id = $${first + 3} and process_number = $${first + 4}`,
}
export const deleteOffersValues = ({ tenant, number }: ProcessState, { task, audiences }: Withdrawn) => [
  tenant,
  [...audiences],
  task.createdAt,
  task.id,
  number,
]

/** Of tasks: whether there was one or not, it rings at this time now. */
export const setTimers = insertRows(
  'handover_timer',
  timerColumns,
  ' on conflict (key) do update set due_at = excluded.due_at',
)

/** Of starts: the schedule may have changed too. */
export const setStartTimers = insertRows(
  'handover_timer',
  startTimerColumns,
  ' on conflict (key) do update set due_at = excluded.due_at, data = excluded.data',
)

export const deleteTimer: Part = {
  name: 'delete timer',
  sql: (table, first) => `delete from ${table('handover_timer')} where key = $${first}`,
}

export const insertSubscriptions = insertRows('handover_subscription', subscriptionColumns, ' on conflict do nothing')

/** One, by its primary key. */
export const deleteSubscription: Part = {
  name: 'delete subscription',
  sql: (table, first) => {
    const own = subscriptionKey.map((column, i) => `${column} = $${first + i}`)
    return `delete from ${table('handover_subscription')} where ${own.join(' and ')}`
  },
}
const subscriptionKey = ['tenant', 'kind', 'name', 'key', 'created_at', 'task_id']
export const deleteSubscriptionValues = ({ tenant, kind, name, key, createdAt, task }: StoredSubscription) => [
  tenant,
  kind,
  name,
  key,
  createdAt,
  task,
]

export const insertDeliveries = insertRows('handover_outbox', deliveryColumns)
export const insertMessages = insertRows('handover_message', messageColumns)

/** Fails, and with it all that travels behind it, when no row is there to be taken: nothing is divided by none. */
const take = (name: Parameters<TableName>[0], key: readonly string[]): Part => ({
  name: `take of ${name}`,
  sql: (table, first) => {
    const own = key.map((column, i) => `${column} = $${first + i}`)
    return `with taken as (delete from ${table(name)} where ${own.join(' and ')} returning 1)
      select 1 / count(*) from taken`
  },
})
export const takeDelivery = take('handover_outbox', ['id'])
export const takeMessage = take('handover_message', ['id'])
export const takeTimer = take('handover_timer', ['key', 'due_at'])
