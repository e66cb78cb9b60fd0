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
import { columnsThatDiffer } from '../sql/loaded.ts'
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

/** A part and what it is given; the columns that have no value, or no new one, are not named: each one costs. */
export interface Filled {
  readonly part: Part
  readonly values: readonly unknown[]
}
const listOf = (columns: readonly Column[]) => columnNames(columns).join(', ')

export function insertProcess({ process }: Changes): Filled {
  const columns = ownProcessColumns.filter(({ property }) => process[property as keyof ProcessState] !== null)
  const sql: Part['sql'] = (table, first) => {
    const names = [...Object.keys(sharedColumns), ...columnNames(columns)]
    const values = [...Object.values(sharedColumns), ...columns.map((_, i) => `$${first + i}`)]
    return `insert into ${table('handover_process')} (${names.join(', ')}) values (${values.join(', ')})`
  }
  return { part: { name: `insert process ${listOf(columns)}`, sql }, values: valuesOf(columns, process) }
}

// Keys that nobody named are left as they are, those that this definition does not know among them.
export function updateProcess({ process, data }: Changes, before: ProcessState | undefined): Filled {
  const columns = columnsThatDiffer(ownChangingColumns, before, process)
  const hasData = Object.keys(data.set).length + data.remove.length > 0
  const sql: Part['sql'] = (table, first) => {
    const own = columns.map(({ column }, i) => `${column} = $${first + i}`)
    const [set, remove] = [first + columns.length, first + columns.length + 1]
    const changes = [
      `last_at = ${sharedTime}`,
      ...own,
      ...(hasData ? [`data = (p.data || $${set}::jsonb) - $${remove}::text[]`] : []),
    ]
    return `update ${table('handover_process')} p set ${changes.join(', ')} where p.id = ${sharedColumns['id']}`
  }
  const values = [...valuesOf(columns, process), ...(hasData ? [JSON.stringify(data.set), [...data.remove]] : [])]
  return { part: { name: `update process ${listOf(columns)}${hasData ? ' data' : ''}`, sql }, values }
}

/** A part whose rows travel as JSON, in one parameter. */
export interface RowsPart extends Part {
  readonly columns: readonly Column[]
  /** The same over some of the columns. */
  readonly narrow: (filled: readonly boolean[]) => RowsPart
}

const narrowed = new WeakMap<RowsPart, Map<number, RowsPart>>()

/**
 * The part over those columns alone that some row fills: most columns of a task are empty, and each one costs the
 * server. There are few combinations, so there are few texts.
 */
export function forRows(part: RowsPart, rows: readonly object[]): RowsPart {
  const known = narrowed.get(part) ?? new Map<number, RowsPart>()
  narrowed.set(part, known)
  const filled = part.columns.map(
    ({ property, column }) =>
      column in shared || rows.some((row) => ((row as Record<string, unknown>)[property] ?? null) !== null),
  )
  const key = filled.reduce((sum, isFilled, i) => (isFilled ? sum + 2 ** i : sum), 0)
  const found = known.get(key) ?? part.narrow(filled)
  known.set(key, found)
  return found
}

const insertRows = (
  name: Parameters<TableName>[0],
  columns: readonly Column[],
  { otherwise = '', which = '' } = {},
): RowsPart => ({
  name: `insert ${name}${otherwise}${which}`,
  columns,
  narrow: (filled) => {
    const kept = columns.filter((_, i) => filled[i])
    return insertRows(name, kept, { otherwise, which: ` ${kept.map(({ column }) => column).join()}` })
  },
  sql: (table, first) => {
    const values = columns.map(columnOfRow).join(', ')
    const into = `${table(name)} (${columnNames(columns).join(', ')})`
    return `insert into ${into} select ${values} from ${recordset(columns, first)}${otherwise}`
  },
})

export const insertTasks = insertRows('handover_task', storedTaskColumns)
export const insertEvents = insertRows('handover_event', eventColumns)

/** One task by its id: joined with rows of unknown number, the planner would rather read the whole table. */
export function updateTask(task: TaskState, before: TaskState | undefined): Filled {
  const columns = columnsThatDiffer(changingTaskColumns, before, task)
  const sql: Part['sql'] = (table, first) => {
    const set = columns.map(({ column }, i) => `${column} = $${first + 1 + i}`)
    return `update ${table('handover_task')} set ${set.join(', ')} where id = $${first}`
  }
  return { part: { name: `update task ${listOf(columns)}`, sql }, values: [task.id, ...valuesOf(columns, task)] }
}

const offerColumns: readonly Column[] = [
  { property: 'tenant', column: 'tenant', type: 'text' },
  { property: 'audience', column: 'audience', type: 'text' },
  { property: 'created_at', column: 'created_at', type: 'time' },
  { property: 'task_id', column: 'task_id', type: 'uuid' },
  { property: 'process_number', column: 'process_number', type: 'bigint' },
]

export const insertOffers = insertRows('handover_offer', offerColumns, { otherwise: ' on conflict do nothing' })

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
export const setTimers = insertRows('handover_timer', timerColumns, {
  otherwise: ' on conflict (key) do update set due_at = excluded.due_at',
})

/** Of starts: the schedule may have changed too. */
export const setStartTimers = insertRows('handover_timer', startTimerColumns, {
  otherwise: ' on conflict (key) do update set due_at = excluded.due_at, data = excluded.data',
})

export const deleteTimer: Part = {
  name: 'delete timer',
  sql: (table, first) => `delete from ${table('handover_timer')} where key = $${first}`,
}

export const insertSubscriptions = insertRows('handover_subscription', subscriptionColumns, {
  otherwise: ' on conflict do nothing',
})

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
