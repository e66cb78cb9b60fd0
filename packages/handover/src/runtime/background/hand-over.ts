import type { WriteOptions } from '../../storage/store.ts'
import type { Services } from '../services.ts'
import { pauseAfter } from './backoff.ts'
import { newDelivery, type DeliveryKind, type NewDelivery } from './delivery.ts'
import { reasonOf, verdictOn } from './verdict.ts'

/**
 * What failed is from now on a row of the outbox, which counts how often it is tried and becomes an incident. In one
 * transaction it takes the place of the timer or the message that could not be given; nothing when that is gone.
 */
export async function handOver<Kind extends DeliveryKind>(
  services: Services,
  { failure, ...row }: NewDelivery<Kind> & { readonly failure: unknown },
  instead: Pick<WriteOptions, 'takes' | 'startTimers'>,
): Promise<void> {
  const dueAt = new Date(services.now().getTime() + pauseAfter(1)).toISOString()
  const delivery = newDelivery<DeliveryKind>(services, { ...row, attempts: 1, dueAt, error: reasonOf(failure) })
  try {
    await services.store.begin().write([], { ...instead, deliveries: [delivery] })
  } catch (taken) {
    if (verdictOn(taken) !== 'taken') throw taken
  }
  services.afterCommit({ moved: [], deliveries: [delivery] })
}
