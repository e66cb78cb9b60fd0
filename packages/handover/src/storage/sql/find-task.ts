/** One task by its id, and all tasks of a process in order of creation. */
import type { TaskRow } from '../store.ts'
import type { Session } from './session.ts'
import { selectTaskRows, taskRow } from './task-rows.ts'

// Reads the last committed state; takes no lock.
export async function findTask({ build, dialect, all }: Session, id: string): Promise<TaskRow | undefined> {
  if (!dialect.isId(id)) return undefined
  const [row] = await all(selectTaskRows(build).where('t.id', '=', id))
  return row && taskRow(row, dialect)
}

// Reads the last committed state; takes no lock.
export async function tasksOf({ build, dialect, all }: Session, process: string): Promise<readonly TaskRow[]> {
  if (!dialect.isId(process)) return []
  const rows = await all(selectTaskRows(build).where('t.process_id', '=', process).orderBy('t.sequence'))
  return rows.map((row) => taskRow(row, dialect))
}
