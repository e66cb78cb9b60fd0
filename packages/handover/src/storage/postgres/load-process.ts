/** Locks a process, then reads its open tasks and the named one. */
import type { ProcessState, Snapshot, TaskState } from '../../engine/snapshot.ts'
import { answerColumns, fromArray, processColumns, taskColumns, type Column } from '../sql/columns.ts'
import type { KeptAnswer } from '../store.ts'
import type { PgResult } from './pg.ts'
import { postgresReadDialect } from './read-dialect.ts'
import type { TableName } from './tables.ts'
import type { Statement } from './wire.ts'

const { decode } = postgresReadDialect

/**
 * Two statements on purpose, sent in one flush. READ COMMITTED: the first waits for the lock; the second begins after
 * the first and sees what the one before us committed. One statement for both would read the tasks as they were before
 * it waited. `no key`, so that rows elsewhere that point at the process are not held up.
 */
export class LoadProcess {
  readonly #lockProcess: string
  readonly #lockProcessOfTask: string
  readonly #tasksOfProcess: string
  readonly #tasksWithTask: string
  readonly #tasksWithNewer: string
  readonly #doneTasks: string
  readonly #newestDone: string
  readonly #keptAnswer: string

  constructor(table: TableName) {
    const task = table('handover_task')
    const lock = `select ${arrayOf(processColumns, 'p')} from ${table('handover_process')} p where p.id`
    const tasks = `select ${arrayOf(taskColumns, 't')} from ${task} t where`
    // The process of a task never changes: it can be looked up before the lock is held.
    const processOfTask = `(select process_id from ${task} where id = $1)`
    this.#lockProcess = `${lock} = $1 for no key update`
    this.#lockProcessOfTask = `${lock} = ${processOfTask} for no key update`
    this.#tasksOfProcess = `${tasks} t.process_id = $1 and t.finished_at is null`
    this.#tasksWithTask = `${tasks} t.process_id = ${processOfTask} and t.finished_at is null
      union all ${tasks} t.id = $1 and t.finished_at is not null`
    // A range of the index, however old the process is. A join is older than the tokens that came to it last.
    this.#tasksWithNewer = `${this.#tasksWithTask}
      union all ${tasks} t.process_id = ${processOfTask} and t.id <> $1
        and t.finished_at >= (select finished_at from ${task} where id = $1)`
    this.#doneTasks = `${tasks} t.process_id = $1 and t.finished_at is not null and t.node = any($2::text[])
      and t.status = 'done'`
    this.#newestDone = `select ended_by from ${task} where process_id = $1 and node = $2 and status = 'done'
      order by sequence desc limit 1`
    this.#keptAnswer = `select ${arrayOf(answerColumns, 'a')} from ${table('handover_idempotency')} a
      where a.tenant = $1 and a.key = $2`
  }

  statements(named: { readonly process: string } | { readonly task: string }, newer: boolean): readonly Statement[] {
    const [lock, tasks, id] =
      'task' in named
        ? [this.#lockProcessOfTask, newer ? this.#tasksWithNewer : this.#tasksWithTask, named.task]
        : [this.#lockProcess, this.#tasksOfProcess, named.process]
    return [lock, tasks].map((text) => ({ text, values: [id], isPrepared: true }))
  }

  snapshot([locked, found]: readonly PgResult[]): Snapshot | undefined {
    const [row] = arraysOf(locked!)
    if (row === undefined) return undefined
    return { process: fromArray<ProcessState>(processColumns, row, decode), tasks: this.tasks(found!) }
  }

  /** In order of creation. */
  tasks(found: PgResult): readonly TaskState[] {
    const tasks = arraysOf(found).map((task) => fromArray<TaskState>(taskColumns, task, decode))
    return tasks.toSorted((one, other) => one.sequence - other.sequence)
  }

  doneTasks(process: string, nodes: readonly string[]): Statement {
    return { text: this.#doneTasks, values: [process, [...nodes]], isPrepared: true }
  }

  /** Who finished the newest done task of a node. Takes no lock. */
  doneBy(process: string, node: string): Statement {
    return { text: this.#newestDone, values: [process, node], isPrepared: true }
  }

  /** One row by its primary key. Takes no lock: who has the process's sees all that was answered under it before. */
  keptAnswer(tenant: string, key: string): Statement {
    return { text: this.#keptAnswer, values: [tenant, key], isPrepared: true }
  }

  answer(found: PgResult): KeptAnswer | undefined {
    const [row] = arraysOf(found)
    return row && fromArray<KeptAnswer>(answerColumns, row, decode)
  }
}

/** Each row comes as one JSON text, as everywhere; as an array it is half as long as with its names. */
const arrayOf = (columns: readonly Column[], row: string) =>
  `json_build_array(${columns.map(({ column }) => `${row}.${column}`).join(', ')})::text as row`
const arraysOf = ({ rows }: PgResult) => rows.map(({ row }) => JSON.parse(row) as readonly unknown[])
