/** What PostgreSQL and the network say, as our own refusals. */
import { error, isHandoverError } from '../../errors.ts'
import { migrations } from '../sql/migrations/index.ts'
import { isOver, overError } from '../sql/over-error.ts'

/** The refusal that an error stands for; errors that are not about the database come back as they are. */
export function translate(cause: unknown, place: string): unknown {
  if (isOver(cause)) return overError()
  if (isHandoverError(cause) || !(cause instanceof Error)) return cause
  const { code = '', constraint } = cause as PostgresError
  const message = messageOf(cause)
  if (isClosedPool(message)) return error('STORE_CLOSED', {}, { cause })
  const common = translateOwn(cause, place)
  if (common !== cause) return common
  if (isMissingTable(cause)) return error('STORE_NOT_MIGRATED', { place, missing: migrations.length }, { cause })
  if (constraint === 'handover_event_pkey')
    return error('TX_RETRY', { message: 'somebody else changed the process meanwhile.' }, { cause })
  // in_failed_sql_transaction
  if (code === '25P02') return error('TX_RETRY', { message }, { cause })
  if (code === '25P01') return error('TX_FOREIGN', { why: 'no transaction is open on it.', advice: 'Begin one first.' })
  return cause
}

/** Of a statement of the application's own: that the database is away, or prefers others, is not the application's doing. */
export function translateOwn(cause: unknown, place: string): unknown {
  if (isHandoverError(cause) || !(cause instanceof Error)) return cause
  const { code = '' } = cause as PostgresError
  const message = messageOf(cause)
  if (isUnreachable(code, message)) return error('STORE_UNREACHABLE', { place, message }, { cause })
  return preferredOthers.has(code) ? error('TX_RETRY', { message }, { cause }) : cause
}

/** Whether a table or schema of ours is not there. */
export const isMissingTable = (cause: unknown): boolean =>
  ['42P01', '3F000'].includes((cause as PostgresError).code ?? '') && /handover_|schema/.test((cause as Error).message)

/** Why a text cannot be stored at all; null when the error says something else. */
export function unstorable(cause: unknown): string | null {
  const { code, detail = '' } = cause as PostgresError
  if (code === '22P05' || code === '22021') return 'contains the character U+0000, which PostgreSQL cannot store'
  return code === '22P02' && detail.includes('surrogate')
    ? 'contains half a surrogate pair, which PostgreSQL cannot store'
    : null
}

/** Whether a unit found nothing to take: see `take` in `write-parts.ts`. division_by_zero */
export const isNothingTaken = (cause: unknown): boolean => (cause as PostgresError).code === '22012'

export const isStartKeyTaken = (cause: unknown): boolean =>
  (cause as PostgresError).constraint === 'handover_process_start_key'

export const isKeyTaken = (cause: unknown): boolean =>
  (cause as PostgresError).constraint === 'handover_idempotency_pkey'

interface PostgresError {
  readonly code?: string
  readonly constraint?: string
  readonly detail?: string
}

// serialization_failure, deadlock_detected
const preferredOthers = new Set(['40001', '40P01'])

// connection_exception, invalid_authorization, too_many_connections, the server going down, a database that is not
// there; and what the network says. Codes of Node for other mistakes, such as a module that is not found, are none of these.
const unreachableCode = /^(08...|28...|53300|57P0[1-5]|3D000|E(?!RR_)[A-Z_]+|ERR_(TLS|SSL|SOCKET)_\w+)$/
// What pg says without a code.
const unreachableMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed)/

const isUnreachable = (code: string, message: string) => unreachableCode.test(code) || unreachableMessage.test(message)
const isClosedPool = (message: string) => message.startsWith('Cannot use a pool after calling end')

// Where a name has several addresses, the error of each lies inside of one without a message.
function messageOf(cause: Error): string {
  const [first] = (cause as { errors?: readonly Error[] }).errors ?? []
  return `${cause.message || first?.message || cause.name}.`.replace(/\.\.$/, '.')
}
