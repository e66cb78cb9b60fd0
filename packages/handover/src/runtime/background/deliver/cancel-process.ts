import { perform } from '../../perform.ts'
import type { Services } from '../../services.ts'
import type { Deliver } from '../delivery.ts'

/** Cancels a process that a task called which has ended undone. One that has ended by itself is left as it is. */
export const cancelProcess =
  (services: Services): Deliver<'cancelProcess'> =>
  async ({ id }, { process }) => {
    const command = { type: 'cancelProcess', by: null, note: null } as const
    await perform(services, { process }, command, { takes: { delivery: id }, isBackground: true })
    return 'taken'
  }
