/** Brings the timers of start nodes in line with the definitions that a server has; there are as many as such nodes. */
import { isDeepStrictEqual } from 'node:util'
import type { StartTimer } from '../store.ts'
import type { Keeping } from './session.ts'

// Two servers that boot at once may both find the same missing: the later one leaves what the earlier one wrote.
export async function keepStarts(
  { build, dialect, inTransaction }: Keeping,
  flows: readonly string[],
  timers: readonly StartTimer[],
): Promise<void> {
  await inTransaction(async (run) => {
    const rows = await run(build.selectFrom('handover_timer').select(['key', 'data']).where('task_id', 'is', null))
    const known = new Map(rows.map(({ key, data }) => [String(key), data === null ? null : dialect.decode.json(data)]))
    const isSame = ({ key, data }: StartTimer) => isDeepStrictEqual(known.get(key), data)
    for (const timer of timers) {
      const { key, tenant, dueAt, data } = timer
      if (dueAt === null) continue
      const set = { due_at: dueAt, data: JSON.stringify(data) }
      if (!known.has(key))
        await run(
          build
            .insertInto('handover_timer')
            .values({ key, tenant, task_id: null, process_id: null, ...set })
            .onConflict((conflict) => conflict.doNothing()),
        )
      else if (!isSame(timer))
        await run(
          build
            .updateTable('handover_timer')
            .set({ ...set, ...unclaimed })
            .where('key', '=', key),
        )
    }
    // Of a schedule that is over the last moment may have been missed: it is still to be fired.
    const isGone = (key: string) => flows.some((flow) => key.startsWith(`start:${flow}/`)) && !wanted.has(key)
    const wanted = new Set(timers.filter((timer) => timer.dueAt !== null || isSame(timer)).map(({ key }) => key))
    for (const key of [...known.keys()].filter(isGone))
      await run(build.deleteFrom('handover_timer').where('key', '=', key))
  })
}

/** It is another one now: whoever has the old one under way takes nothing. */
const unclaimed = { claimed_by: null, claimed_until: null }
