/**
 * Several servers see the same that is due, and each gets rows of its own: what another one takes at the same moment is
 * passed over, not waited for.
 */
import { sql, type Kysely } from 'kysely'
import type { Claim } from '../store.ts'
import type { Reading, Run } from './session.ts'

/** So many times what is wanted is looked at: what is first in sight is what others take first. */
export const claimWindow = 2

/** The rows that can be claimed, by what they are known. */
export const deliveries = { table: 'handover_outbox', key: 'id' } as const
export const timers = { table: 'handover_timer', key: 'key' } as const
type Claimable = typeof deliveries | typeof timers

/** That nobody has `d`, as far as is known at this moment. */
export const isFree = (now: Date) => sql<boolean>`(d.claimed_until is null or d.claimed_until <= ${now.toISOString()})`

// Locks the rows that it takes until its commit, and no other.
export async function claimRows(
  { build, dialect }: Reading,
  run: Run,
  { table, key }: Claimable,
  { keys, by, now, until, limit }: Claim & { readonly keys: readonly string[] },
): Promise<ReadonlySet<string>> {
  if (keys.length === 0 || limit <= 0) return new Set()
  const any = build as Kysely<any>
  const free = any
    .selectFrom(`${table} as d`)
    .select(`d.${key}`)
    .where(`d.${key}`, 'in', keys)
    .where(isFree(now))
    .orderBy('d.due_at')
    .limit(limit)
  const rows = await run(
    any
      // Said to be made once: within a limit, each look at it could choose others.
      .with(
        (cte) => cte('mine').materialized(),
        () => dialect.passingOver(free),
      )
      .updateTable(table)
      .set({ claimed_by: by, claimed_until: until.toISOString() })
      .where(key, 'in', (from: any) => from.selectFrom('mine').select(`mine.${key}`))
      .returning(key),
  )
  return new Set(rows.map((row) => String(row[key])))
}

/** Nobody has them any more; nothing else of the rows changes. */
export async function giveBackRows(
  { build }: Reading,
  run: Run,
  { table, key }: Claimable,
  { keys, by }: { readonly keys: readonly string[]; readonly by: string },
): Promise<void> {
  if (keys.length === 0) return
  await run(
    (build as Kysely<any>)
      .updateTable(table)
      .set({ claimed_by: null, claimed_until: null })
      .where(key, 'in', keys)
      .where('claimed_by', '=', by),
  )
}
