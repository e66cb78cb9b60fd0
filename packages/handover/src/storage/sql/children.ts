/** The processes that a task has called, oldest first. One range of the partial index on those that were called. */
import type { ProcessState } from '../../engine/snapshot.ts'
import { fromRow, processColumns } from './columns.ts'
import { selectProcesses } from './find-process.ts'
import type { Session } from './session.ts'

// Reads the last committed state; takes no lock.
export async function children({ build, dialect, all }: Session, task: string): Promise<readonly ProcessState[]> {
  if (!dialect.isId(task)) return []
  const rows = await all(
    selectProcesses(build).where('p.parent_task', '=', task).orderBy('p.created_at').orderBy('p.number'),
  )
  return rows.map((row) => fromRow(processColumns, row, dialect.decode))
}
