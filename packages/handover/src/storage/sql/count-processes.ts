/** How many processes of each sort an actor may see, each counted up to a bound: one statement, one range for each. */
import { sql } from 'kysely'
import type { ProcessCount, ProcessQuery } from '../store.ts'
import { seenProcesses } from './seen-processes.ts'
import type { Session } from './session.ts'
import { unionAll } from './union.ts'

export type CountedProcesses = Omit<ProcessQuery, 'limit' | 'cursor' | 'status' | 'needsAttention'>

const narrowed: Readonly<Record<ProcessCount, Pick<ProcessQuery, 'status' | 'needsAttention'>>> = {
  all: {},
  attention: { needsAttention: true },
  running: { status: 'running' },
  failed: { status: 'failed' },
  done: { status: 'done' },
  canceled: { status: 'canceled' },
}

// Reads the last committed state; takes no lock.
export async function countProcesses<C extends ProcessCount>(
  session: Session,
  query: CountedProcesses,
  { of, most }: { readonly of: readonly C[]; readonly most: number },
): Promise<Record<C, number>> {
  const { build, all } = session
  const counted = of.map((sort) => {
    const seen = seenProcesses(session, { ...query, ...narrowed[sort] }, { before: null, limit: most })
    return build
      .selectFrom(seen.as('counted'))
      .select([sql<string>`${sql.lit(sort)}`.as('sort'), sql<number>`count(*)`.as('count')])
  })
  const rows = counted.length === 0 ? [] : await all(unionAll(build, counted))
  return Object.fromEntries(rows.map((row) => [row['sort'], Number(row['count'])])) as Record<C, number>
}
