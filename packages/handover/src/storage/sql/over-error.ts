import { error } from '../../errors.ts'

/** For a transaction that is used after it ended: somebody did not await what they began. */
export const overError = () =>
  error('TX_FOREIGN', { why: 'it is over.', advice: 'Await everything that uses a transaction inside of it.' })
