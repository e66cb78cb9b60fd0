import { error } from '../../errors.ts'
import type { Beside } from './beside.ts'

/** For an action under whose key another one was answered. */
export const keyTaken = ({ answer }: Beside, cause: unknown) =>
  error('IDEMPOTENCY_KEY_TAKEN', { key: answer!.key }, { cause })
