/** The answers that are kept for repeats, over one session. */
import type { Answers } from '../store.ts'
import type { Keeping } from './session.ts'

export function answersOf(session: Keeping): Answers {
  return { forget: (before, most) => forgetAnswers(session, before, most) }
}

// A range of the index on when they were kept, in a transaction of its own. Of two servers that sweep at once, the
// second waits for the first and finds its rows gone.
async function forgetAnswers({ build, inTransaction }: Keeping, before: Date, most: number): Promise<number> {
  const oldest = build
    .selectFrom('handover_idempotency')
    .select(['tenant', 'key'])
    .where('created_at', '<', before.toISOString())
    .orderBy('created_at')
    .limit(most)
  const gone = build
    .deleteFrom('handover_idempotency')
    .where((where) => where(where.refTuple('tenant', 'key'), 'in', oldest.$asTuple('tenant', 'key')))
    .returning('key')
  return (await inTransaction((run) => run(gone))).length
}
