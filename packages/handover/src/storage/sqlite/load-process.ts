/** Reads a process with its open tasks, and the named one. */
import type { ProcessState, Snapshot, TaskState } from '../../engine/snapshot.ts'
import { columnNames, fromRow, processColumns, taskColumns, type Row } from '../sql/columns.ts'
import type { Connection } from './connection.ts'
import { sqliteReadDialect } from './read-dialect.ts'

const { decode } = sqliteReadDialect

// Inside `begin immediate`: the write lock is held, so what is read here stays true until the commit.
export function loadProcess(
  connection: Connection,
  named: { process: string } | { task: string },
): Snapshot | undefined {
  const [row] = 'task' in named ? connection.all(processOfTask, [named.task]) : connection.all(process, [named.process])
  if (row === undefined) return undefined
  const state = fromRow<ProcessState>(processColumns, row, decode)
  const open = connection.all(openTasks, [state.id])
  const isLoaded = !('task' in named) || open.some(({ id }) => id === named.task)
  const rows: Row[] = isLoaded ? open : [...open, ...connection.all(oneTask, [named.task])]
  const tasks = rows.map((task) => fromRow<TaskState>(taskColumns, task, decode))
  return { process: state, tasks: tasks.toSorted((one, other) => one.sequence - other.sequence) }
}

/** Who finished the newest done task of a node. */
export function doneBy(connection: Connection, processId: string, node: string): string | null {
  const [row] = connection.all(newestDone, [processId, node])
  return (row?.['ended_by'] ?? null) as string | null
}

const selectProcess = `select ${columnNames(processColumns).join(', ')} from handover_process`
const selectTask = `select ${columnNames(taskColumns).join(', ')} from handover_task`

const process = `${selectProcess} where id = ?`
const processOfTask = `${selectProcess} where id = (select process_id from handover_task where id = ?)`
const openTasks = `${selectTask} where process_id = ? and finished_at is null`
const oneTask = `${selectTask} where id = ?`
const newestDone = `select ended_by from handover_task where process_id = ? and node = ? and status = 'done'
  order by sequence desc limit 1`
