/** Tasks with what a list shows of their process. */
import type { TaskRow } from '../store.ts'
import { fromRow, taskColumns, taskRowColumns, type Row } from './columns.ts'
import type { Build } from './schema.ts'
import type { Dialect } from './session.ts'

const ofProcess = [
  'p.number as process_number',
  'p.summary as process_summary',
  'p.status as process_status',
  'p.reason as process_reason',
  'p.parent_task as process_parent_task',
  'p.suspended_at as process_suspended_at',
  'p.finished_at as process_finished_at',
  'p.flow',
  'p.started_by',
  'p.started_by_name',
] as const

type TaskColumn = 't.id' // stands for all of them: the names come from columns.ts
const ofTask = taskColumns.map(({ column }) => `t.${column}` as TaskColumn)

/** `select` of task rows: tasks are `t`, processes `p`. */
export function selectTaskRows(build: Build) {
  return build
    .selectFrom('handover_task as t')
    .innerJoin('handover_process as p', 'p.id', 't.process_id')
    .select(ofTask)
    .select(ofProcess)
}

export const taskRow = (row: Row, dialect: Dialect): TaskRow => fromRow(taskRowColumns, row, dialect.decode)
