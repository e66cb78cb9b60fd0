import { isHandoverError, type ErrorCode } from '../../errors.ts'

/**
 * What becomes of work that failed: somebody else did it (`taken`); nobody waits for it any more (`drop`); it waits for
 * a process to be resumed, or for a definition (`hold`); others stood in its way (`later`), or the store does not answer (`rest`), which is
 * nobody's fault; it will fail whenever it is tried (`give up`); or it is tried again (`retry`).
 */
export type Verdict = 'taken' | 'drop' | 'hold' | 'later' | 'rest' | 'give up' | 'retry'

const verdicts: { readonly [Code in ErrorCode]?: Verdict } = {
  ALREADY_TAKEN: 'taken',
  TRIGGER_STALE: 'drop',
  TASK_NOT_FOUND: 'drop',
  PROCESS_NOT_FOUND: 'drop',
  PROCESS_ENDED: 'drop',
  PROCESS_SUSPENDED: 'hold',
  // A server with the newer definition does it.
  FLOW_OLDER_THAN_PROCESS: 'hold',
  // It is canceled, moved, or the next definition has its node again.
  TASK_OBSOLETE: 'hold',
  STORE_BUSY: 'later',
  TX_RETRY: 'later',
  WEBHOOK_BUSY: 'later',
  STORE_CLOSED: 'rest',
  STORE_UNREACHABLE: 'rest',
  STORE_NOT_MIGRATED: 'rest',
  STORE_TOO_NEW: 'rest',
  INPUT_INVALID: 'give up',
  WEBHOOK_GONE: 'give up',
}

export const verdictOn = (failure: unknown): Verdict =>
  (isHandoverError(failure) ? verdicts[failure.code] : undefined) ?? 'retry'

/** Why it failed, for operators. */
export function reasonOf(failure: unknown): string {
  if (isHandoverError(failure)) return failure.message
  return failure instanceof Error ? `${failure.name}: ${failure.message}` : String(failure)
}
