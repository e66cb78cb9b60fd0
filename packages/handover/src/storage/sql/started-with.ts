/** The process of a flow that was started with a key. One row of the index that holds them apart. */
import type { ProcessState } from '../../engine/snapshot.ts'
import { fromRow, processColumns } from './columns.ts'
import { selectProcesses } from './find-process.ts'
import type { Session } from './session.ts'

// Reads the last committed state; takes no lock.
export async function startedWith(
  { build, dialect, all }: Session,
  { tenant, flow, key }: { readonly tenant: string; readonly flow: string; readonly key: string },
): Promise<ProcessState | undefined> {
  const [row] = await all(
    selectProcesses(build).where('p.tenant', '=', tenant).where('p.flow', '=', flow).where('p.start_key', '=', key),
  )
  return row && fromRow(processColumns, row, dialect.decode)
}
