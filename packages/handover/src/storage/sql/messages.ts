/** Messages and who waits for them, over one session. */
import type { Messages } from '../store.ts'
import { keptMessages } from './kept-messages.ts'
import { matchMessages } from './match-messages.ts'
import type { Keeping } from './session.ts'
import { subscriptionsOf } from './subscriptions-of.ts'

export function messagesOf(session: Keeping): Messages {
  return {
    subscriptions: (of) => subscriptionsOf(session, of),
    keep: (message, takes) => session.write({ takes, keeps: [message] }),
    kept: (of) => keptMessages(session, of),
    matches: (now, limit) => matchMessages(session, now, limit),
    expire: (now) => expireMessages(session, now),
  }
}

// A range of the index on when they expire, in a transaction of its own.
async function expireMessages({ build, inTransaction }: Keeping, now: Date): Promise<number> {
  const expired = build.deleteFrom('handover_message').where('expires_at', '<=', now.toISOString()).returning('id')
  const rows = await inTransaction((run) => run(expired))
  return rows.length
}
