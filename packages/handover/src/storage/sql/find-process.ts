/** One process by its id. */
import type { ProcessState } from '../../engine/snapshot.ts'
import { fromRow, processColumns } from './columns.ts'
import type { Build } from './schema.ts'
import type { Session } from './session.ts'

type ProcessColumn = 'p.id' // stands for all of them: the names come from columns.ts
const ofProcess = processColumns.map(({ column }) => `p.${column}` as ProcessColumn)

/** `select` of processes, as `p`. */
export const selectProcesses = (build: Build) => build.selectFrom('handover_process as p').select(ofProcess)

// Reads the last committed state; takes no lock.
export async function findProcess({ build, dialect, all }: Session, id: string): Promise<ProcessState | undefined> {
  if (!dialect.isId(id)) return undefined
  const [row] = await all(selectProcesses(build).where('p.id', '=', id))
  return row && fromRow(processColumns, row, dialect.decode)
}
