/** Keeps a definition as it is now, once per (flow, version, hash). */
import type { Compilable } from 'kysely'
import type { RecordedDefinition } from '../store.ts'
import type { Row } from './columns.ts'
import type { Build } from './schema.ts'

export interface EarlierDefinitions {
  readonly newest: number | null
  readonly hashOfVersion: string | null
}

/** Runs in one transaction. Two servers that boot at once may both find nothing before them; either may come first. */
export async function recordDefinition(
  { build, run }: { readonly build: Build; readonly run: (statement: Compilable) => Promise<readonly Row[]> },
  { flow, version, hash, graph }: RecordedDefinition,
  at: Date,
): Promise<EarlierDefinitions> {
  const earlier = await run(
    build
      .selectFrom('handover_definition')
      .select(['version', 'hash'])
      .where('flow', '=', flow)
      .orderBy('version', 'desc')
      .orderBy('recorded_at', 'desc'),
  )
  await run(
    build
      .insertInto('handover_definition')
      .values({ flow, version, hash, graph: JSON.stringify(graph), recorded_at: at.toISOString() })
      .onConflict((conflict) => conflict.doNothing()),
  )
  const sameVersion = earlier.filter((row) => row['version'] === version).map((row) => String(row['hash']))
  return {
    newest: earlier.length > 0 ? Number(earlier[0]!['version']) : null,
    hashOfVersion: sameVersion.includes(hash) ? hash : (sameVersion[0] ?? null),
  }
}
