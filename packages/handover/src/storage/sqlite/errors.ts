/** What SQLite says, as our own refusals. */
import { error, isHandoverError } from '../../errors.ts'
import { migrations } from '../sql/migrations/index.ts'
import { isOver, overError } from '../sql/over-error.ts'

/** The refusal that an error stands for; errors that are not about the database come back as they are. */
export function translate(cause: unknown, place: string): unknown {
  if (isOver(cause)) return overError()
  if (isHandoverError(cause) || !isSqliteError(cause)) return cause
  const { message, errcode } = cause
  const isUnreachable = unreachable.includes(errcode & 0xff)
  if (isUnreachable) return error('STORE_UNREACHABLE', { place, message }, { cause })
  if (message.startsWith('no such table: handover_'))
    return error('STORE_NOT_MIGRATED', { place, missing: migrations.length }, { cause })
  if (message.includes('handover_event.process_id, handover_event.number'))
    return error('TX_RETRY', { message: 'somebody else changed the process meanwhile.' }, { cause })
  return cause
}

/** Whether the table that remembers migrations is not there: then none was applied. */
export const isMissingTable = (cause: unknown): boolean =>
  isSqliteError(cause) && cause.message.startsWith('no such table')

export const isStartKeyTaken = (cause: unknown): boolean =>
  isSqliteError(cause) && cause.message.includes('handover_process.start_key')

export const isKeyTaken = (cause: unknown): boolean =>
  isSqliteError(cause) && cause.message.includes('handover_idempotency.key')

// SQLITE_PERM, IOERR, FULL, CANTOPEN, READONLY, NOTADB, CORRUPT
const unreachable = [3, 8, 10, 11, 13, 14, 26]

function isSqliteError(cause: unknown): cause is Error & { readonly errcode: number } {
  return cause instanceof Error && typeof (cause as { errcode?: unknown }).errcode === 'number'
}
