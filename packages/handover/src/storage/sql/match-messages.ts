/** Messages that are kept though somebody waits for them, oldest first: what a crash left between the two. */
import type { Message, Messages } from '../store.ts'
import { fromRow, messageColumns } from './columns.ts'
import { selectMessages } from './kept-messages.ts'
import type { Session } from './session.ts'

type Matches = Awaited<ReturnType<Messages['matches']>>

// Reads the last committed state; takes no lock. Few messages are kept, and each is looked up among those who wait.
export async function matchMessages({ build, dialect, all }: Session, now: Date, limit: number): Promise<Matches> {
  const rows = await all(
    selectMessages(build)
      .innerJoin('handover_subscription as s', (join) =>
        join.onRef('s.tenant', '=', 'm.tenant').onRef('s.name', '=', 'm.name').onRef('s.key', '=', 'm.key'),
      )
      .select(['s.task_id', 's.process_id'])
      .where('s.kind', '=', 'message')
      .where('m.expires_at', '>', now.toISOString())
      .orderBy('m.created_at')
      .orderBy('m.id')
      .orderBy('s.created_at')
      .orderBy('s.task_id')
      .limit(limit),
  )
  return rows.map((row) => {
    const message = fromRow<Message>(messageColumns, row, dialect.decode)
    const { tenant, name, key } = message
    const [task, process] = [String(row['task_id']), String(row['process_id'])]
    return { message, subscription: { tenant, kind: 'message', name, key, task, process } }
  })
}
