/** Reads a process with its open tasks, and the named one. */
import type { ProcessState, Snapshot, TaskState } from '../../engine/snapshot.ts'
import { answerColumns, columnNames, fromArray, processColumns, taskColumns } from '../sql/columns.ts'
import type { KeptAnswer } from '../store.ts'
import type { Connection } from './connection.ts'
import { sqliteReadDialect } from './read-dialect.ts'

const { decode } = sqliteReadDialect

// Inside `begin immediate`: the write lock is held, so what is read here stays true until the commit.
export function loadProcess(
  connection: Connection,
  named: { process: string } | { task: string },
  newer: boolean,
): Snapshot | undefined {
  const [row] =
    'task' in named ? connection.arrays(processOfTask, [named.task]) : connection.arrays(process, [named.process])
  if (row === undefined) return undefined
  const state = fromArray<ProcessState>(processColumns, row, decode)
  const tasks = tasksOf(connection, openTasks, [state.id])
  if ('task' in named) {
    if (!tasks.some(({ id }) => id === named.task)) tasks.push(...tasksOf(connection, oneTask, [named.task]))
    if (newer) tasks.push(...tasksOf(connection, newerTasks, [state.id, named.task, named.task]))
  }
  return { process: state, tasks: inOrder(tasks) }
}

/** The done tasks of these nodes, in order of creation. */
export const doneTasks = (connection: Connection, process: string, nodes: readonly string[]): readonly TaskState[] =>
  inOrder(tasksOf(connection, doneTasksOfNodes, [process, JSON.stringify(nodes)]))

const tasksOf = (connection: Connection, text: string, parameters: readonly unknown[]): TaskState[] =>
  connection.arrays(text, parameters).map((row) => fromArray<TaskState>(taskColumns, row, decode))

const inOrder = (tasks: TaskState[]): readonly TaskState[] => tasks.sort((one, other) => one.sequence - other.sequence)

/** Who finished the newest done task of a node. */
export function doneBy(connection: Connection, processId: string, node: string): string | null {
  const [row] = connection.all(newestDone, [processId, node])
  return (row?.['ended_by'] ?? null) as string | null
}

/** One row by its primary key. */
export function keptAnswer(connection: Connection, tenant: string, key: string): KeptAnswer | undefined {
  const [row] = connection.arrays(answerOfKey, [tenant, key])
  return row && fromArray<KeptAnswer>(answerColumns, row, decode)
}

const selectProcess = `select ${columnNames(processColumns).join(', ')} from handover_process`
const selectTask = `select ${columnNames(taskColumns).join(', ')} from handover_task`

const process = `${selectProcess} where id = ?`
const processOfTask = `${selectProcess} where id = (select process_id from handover_task where id = ?)`
const openTasks = `${selectTask} where process_id = ? and finished_at is null`
const oneTask = `${selectTask} where id = ?`
// A range of the index, however old the process is. A join is older than the tokens that came to it last.
const newerTasks = `${selectTask} where process_id = ? and id <> ?
  and finished_at >= (select finished_at from handover_task where id = ?)`
const doneTasksOfNodes = `${selectTask} where process_id = ? and finished_at is not null and status = 'done'
  and node in (select value from json_each(?))`
const newestDone = `select ended_by from handover_task where process_id = ? and node = ? and status = 'done'
  order by sequence desc limit 1`
const answerOfKey = `select ${columnNames(answerColumns).join(', ')} from handover_idempotency
  where tenant = ? and key = ?`
