/** The processes that an actor may see, newest first. */
import type { ProcessState } from '../../engine/snapshot.ts'
import type { Page, ProcessQuery } from '../store.ts'
import { fromRow, processColumns } from './columns.ts'
import { selectProcesses } from './find-process.ts'
import { isNumbered, limitOf, pageOf, positionOf } from './page.ts'
import { seenProcesses } from './seen-processes.ts'
import type { Session } from './session.ts'

// Reads the last committed state; takes no lock.
export async function listProcesses(session: Session, query: ProcessQuery): Promise<Page<ProcessState>> {
  const { build, dialect, all } = session
  const limit = limitOf(query)
  const [before] = positionOf(query, isNumbered) ?? [null]
  const page = seenProcesses(session, query, { before, limit: limit + 1 })
  const rows = await all(
    selectProcesses(build)
      .where('p.tenant', '=', query.tenant)
      .where(dialect.isAmong('p.number', page))
      .orderBy('p.number', 'desc'),
  )
  const processes = rows.map((row) => fromRow<ProcessState>(processColumns, row, dialect.decode))
  return pageOf(processes, limit, (process) => [process.number])
}
