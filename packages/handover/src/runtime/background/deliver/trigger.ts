import type { Services } from '../../services.ts'
import type { Deliver } from '../delivery.ts'
import { give } from '../give.ts'

/** Gives one task what it waits for: its part of a signal, or what could not be given at first. */
export const trigger =
  (services: Services): Deliver<'trigger'> =>
  async ({ id }, payload) => {
    await give(services, payload, { delivery: id })
    return 'taken'
  }
