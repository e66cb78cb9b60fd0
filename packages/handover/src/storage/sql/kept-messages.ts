/** The messages of a name and key that nobody has taken yet, oldest first. One range of the index on names and keys. */
import type { Message, Messages } from '../store.ts'
import { columnNames, fromRow, messageColumns } from './columns.ts'
import type { Build } from './schema.ts'
import type { Session } from './session.ts'

type MessageColumn = 'm.id' // stands for all of them: the names come from columns.ts
const ofMessage = columnNames(messageColumns).map((column) => `m.${column}` as MessageColumn)

/** `select` of messages, as `m`. */
export const selectMessages = (build: Build) => build.selectFrom('handover_message as m').select(ofMessage)

// Reads the last committed state; takes no lock: of two that want the same, one takes it.
export async function keptMessages(
  { build, dialect, all }: Session,
  { tenant, name, key, now }: Parameters<Messages['kept']>[0],
): Promise<readonly Message[]> {
  const rows = await all(
    selectMessages(build)
      .where('m.tenant', '=', tenant)
      .where('m.name', '=', name)
      .where('m.key', '=', key)
      .where('m.expires_at', '>', now.toISOString())
      .orderBy('m.created_at')
      .orderBy('m.id'),
  )
  return rows.map((row) => fromRow(messageColumns, row, dialect.decode))
}
