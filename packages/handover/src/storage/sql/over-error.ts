import { error } from '../../errors.ts'

/** For a transaction that is used after it ended: somebody did not await what they began. */
export const overError = () =>
  error('TX_FOREIGN', { why: 'it is over.', advice: 'Await everything that uses a transaction inside of it.' })

/** Kysely's own word for the same. */
export const isOver = (cause: unknown): boolean =>
  cause instanceof Error && /^Transaction is already (committed|rolled back)/.test(cause.message)
