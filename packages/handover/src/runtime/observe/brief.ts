import { isHandoverError, type ErrorCode } from '../../errors.ts'

/** Their messages hold names, numbers and what the application's own code threw; no value of a process. */
const open: readonly ErrorCode[] = [
  'FUNCTION_FAILED',
  'FUNCTION_TOO_SLOW',
  'JOB_TOO_SLOW',
  'JOB_ABORTED',
  'HOOK_UNKNOWN',
  'HOOK_TOO_SLOW',
  'WEBHOOK_UNKNOWN',
  'WEBHOOK_GONE',
  'FLOW_UNKNOWN',
  'FLOW_OLDER_THAN_PROCESS',
  'STORE_BUSY',
  'STORE_UNREACHABLE',
  'STORE_NOT_MIGRATED',
  'STORE_TOO_NEW',
  'STORE_CLOSED',
]

/** Why it failed, for logs: a refusal whose message quotes what was given is told by its code alone. */
export function brief(failure: unknown): string {
  if (isHandoverError(failure)) return open.includes(failure.code) ? failure.message : `${failure.code}.`
  return failure instanceof Error ? `${failure.name}: ${failure.message}` : 'What was thrown is no Error.'
}

/** Why it failed, in one word, for what is counted and filtered. */
export function codeOf(failure: unknown): string {
  if (isHandoverError(failure)) return failure.code
  return failure instanceof Error ? failure.name : 'unknown'
}
