/** The definitions of a flow that were recorded, newest version first. One range of the primary key. */
import type { Json } from '../../engine/snapshot.ts'
import type { RecordedDefinition } from '../store.ts'
import type { Session } from './session.ts'

// Reads the last committed state; takes no lock.
export async function definitions(
  { build, dialect, all }: Session,
  flow: string,
): Promise<readonly RecordedDefinition[]> {
  const rows = await all(
    build
      .selectFrom('handover_definition')
      .select(['version', 'hash', 'graph'])
      .where('flow', '=', flow)
      .orderBy('version', 'desc')
      .orderBy('recorded_at', 'desc'),
  )
  return rows.map(({ version, hash, graph }) => ({
    flow,
    version: Number(version),
    hash: String(hash),
    graph: dialect.decode.json(graph) as Json,
  }))
}
