/**
 * Which property lies in which column, and how it is written there: the one place where rows become values and values
 * become rows. A property that the engine adds without a column here does not compile.
 */
import type { HistoryEvent } from '../../engine/event.ts'
import type { ProcessState, TaskState } from '../../engine/snapshot.ts'
import type { Delivery, KeptAnswer, Message, Subscription, TaskRow, Timer } from '../store.ts'

export type ColumnType = 'uuid' | 'text' | 'integer' | 'bigint' | 'boolean' | 'time' | 'json'

export interface Column {
  readonly property: string
  readonly column: string
  readonly type: ColumnType
  /** What the database puts where nothing is said; null where that is not told here. */
  readonly byDefault?: string | number | undefined
  /** Has nothing to do with the process that is written beside it. */
  readonly isApart?: true
}

/** A row as a driver hands it out, by column. */
export type Row = Readonly<Record<string, unknown>>

/** How a dialect hands out what JavaScript has no column type for. */
export interface Decode {
  readonly json: (value: unknown) => unknown
  /** An ISO string in UTC with milliseconds. */
  readonly time: (value: unknown) => string
}

/** A task as it is stored: with what its indexes need of the process. */
export interface StoredTask extends TaskState {
  readonly tenant: string
  readonly processNumber: number
}

export const processColumns = withDefaults(
  columnsOf<ProcessState>({
    id: 'uuid',
    number: 'bigint',
    tenant: 'text',
    flow: 'text',
    version: 'integer',
    status: 'text',
    outcome: 'text',
    data: 'json',
    summary: 'text',
    attention: 'text',
    reason: 'text',
    artifactType: 'text',
    artifactId: 'text',
    parentTask: 'uuid',
    suspendedAt: 'time',
    startKey: 'text',
    scopes: 'json',
    startedBy: 'text',
    startedByName: 'text',
    createdAt: 'time',
    finishedAt: 'time',
    lastEvent: 'integer',
    lastAt: 'time',
  }),
)

/** What an action may change of an old process, besides its data. */
export const changingProcessColumns = only(processColumns, [
  'version',
  'status',
  'outcome',
  'summary',
  'attention',
  'reason',
  'artifactType',
  'artifactId',
  'suspendedAt',
  'scopes',
  'finishedAt',
  'lastEvent',
  'lastAt',
])

const taskTypes: Record<keyof TaskState, ColumnType> = {
  id: 'uuid',
  process: 'uuid',
  node: 'text',
  kind: 'text',
  status: 'text',
  scope: 'text',
  previous: 'json',
  title: 'text',
  summary: 'text',
  result: 'text',
  audience: 'json',
  owner: 'text',
  ownerName: 'text',
  endedBy: 'text',
  endedByName: 'text',
  item: 'json',
  state: 'json',
  waits: 'json',
  error: 'json',
  host: 'uuid',
  reason: 'text',
  dueAt: 'time',
  priority: 'integer',
  sequence: 'integer',
  createdAt: 'time',
  assignedAt: 'time',
  startedAt: 'time',
  finishedAt: 'time',
}
const taskNames = { process: 'process_id' }

export const taskColumns = columnsOf<TaskState>(taskTypes, taskNames)

export const storedTaskColumns = withDefaults(
  columnsOf<StoredTask>({ ...taskTypes, tenant: 'text', processNumber: 'bigint' }, taskNames),
)

const fixedTaskProperties = ['id', 'process', 'kind', 'host', 'sequence', 'createdAt']

/** What an action may change of an old task; where it stands too, since a definition may rename its nodes. */
export const changingTaskColumns = taskColumns.filter(({ property }) => !fixedTaskProperties.includes(property))

export const taskRowColumns = columnsOf<TaskRow>(
  {
    ...taskTypes,
    processNumber: 'bigint',
    processSummary: 'text',
    processStatus: 'text',
    processReason: 'text',
    processParentTask: 'uuid',
    processSuspendedAt: 'time',
    processFinishedAt: 'time',
    flow: 'text',
    startedBy: 'text',
    startedByName: 'text',
  },
  taskNames,
)

export const eventColumns = columnsOf<HistoryEvent>(
  {
    process: 'uuid',
    number: 'integer',
    type: 'text',
    task: 'uuid',
    node: 'text',
    actor: 'text',
    actorName: 'text',
    at: 'time',
    from: 'text',
    to: 'text',
    note: 'text',
    data: 'json',
  },
  { process: 'process_id', task: 'task_id', from: 'from_status', to: 'to_status' },
)

export const deliveryColumns = apart(
  columnsOf<Delivery>(
    {
      id: 'uuid',
      tenant: 'text',
      kind: 'text',
      process: 'uuid',
      lane: 'text',
      payload: 'json',
      createdAt: 'time',
      dueAt: 'time',
      attempts: 'integer',
      error: 'text',
      isDead: 'boolean',
      limit: 'text',
      claimedBy: 'text',
      claimedUntil: 'time',
      progress: 'json',
    },
    { process: 'process_id', limit: 'job_limit' },
  ),
)

const timerTypes: Record<keyof Timer, ColumnType> = {
  key: 'text',
  tenant: 'text',
  dueAt: 'time',
  task: 'uuid',
  process: 'uuid',
  data: 'json',
}
const timerNames = { task: 'task_id', process: 'process_id' }

/** A timer of a task of the process that is written. */
export const timerColumns = columnsOf<Timer>(timerTypes, timerNames)
/** A timer of a start. */
export const startTimerColumns = apart(timerColumns)

/** A subscription as it is stored: in the order in which its tasks were created. */
export interface StoredSubscription extends Subscription {
  readonly createdAt: string
}
export const subscriptionColumns = columnsOf<StoredSubscription>(
  {
    tenant: 'text',
    kind: 'text',
    name: 'text',
    key: 'text',
    createdAt: 'time',
    task: 'uuid',
    process: 'uuid',
  },
  { task: 'task_id', process: 'process_id' },
)

export const messageColumns = apart(
  columnsOf<Message>({
    id: 'uuid',
    tenant: 'text',
    name: 'text',
    key: 'text',
    payload: 'json',
    createdAt: 'time',
    expiresAt: 'time',
  }),
)

export const answerColumns = apart(
  columnsOf<KeptAnswer>({
    tenant: 'text',
    key: 'text',
    request: 'text',
    answer: 'json',
    createdAt: 'time',
  }),
)

export const columnNames = (columns: readonly Column[]): readonly string[] => columns.map(({ column }) => column)

/** A row as the value that it stands for. */
export function fromRow<T>(columns: readonly Column[], row: Row, decode: Decode): T {
  const value: Record<string, unknown> = {}
  for (const { property, column, type } of columns) value[property] = decoded(row[column], type, decode)
  return value as T
}

/** The same of a row that holds the columns' values in their order. */
export function fromArray<T>(columns: readonly Column[], row: readonly unknown[], decode: Decode): T {
  const value: Record<string, unknown> = {}
  for (let i = 0; i < columns.length; i++) {
    const { property, type } = columns[i]!
    value[property] = decoded(row[i], type, decode)
  }
  return value as T
}

function decoded(stored: unknown, type: ColumnType, decode: Decode): unknown {
  if (stored === null || stored === undefined) return null
  if (type === 'json') return decode.json(stored)
  if (type === 'time') return decode.time(stored)
  return type === 'boolean' ? Boolean(stored) : stored
}

/** What the columns hold for a value, as parameters. */
export function valuesOf(columns: readonly Column[], value: object): unknown[] {
  return columns.map(({ property, type }) => {
    const part = (value as Record<string, unknown>)[property] ?? null
    return type === 'json' && part !== null ? JSON.stringify(part) : part
  })
}

function columnsOf<T>(types: Record<keyof T & string, ColumnType>, names: Readonly<Record<string, string>> = {}) {
  return Object.entries<ColumnType>(types).map(([property, type]): Column => ({
    property,
    column: names[property] ?? snakeCase(property),
    type,
  }))
}

/** Of processes and tasks, as their migration says. */
function withDefaults(columns: readonly Column[]): readonly Column[] {
  const defaults: Partial<Record<string, string | number>> = {
    tenant: '',
    title: '',
    summary: '',
    result: '',
    priority: 0,
  }
  return columns.map((column) => ({ ...column, byDefault: defaults[column.property] }))
}

function apart(columns: readonly Column[]): readonly Column[] {
  return columns.map((column) => ({ ...column, isApart: true }))
}

function only(columns: readonly Column[], properties: readonly (keyof ProcessState)[]): readonly Column[] {
  return columns.filter(({ property }) => (properties as readonly string[]).includes(property))
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
