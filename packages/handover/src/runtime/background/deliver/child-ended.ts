import { perform } from '../../perform.ts'
import type { Services } from '../../services.ts'
import type { Deliver } from '../delivery.ts'

/** Tells the task that called a process that it has ended. */
export const childEnded =
  (services: Services): Deliver<'childEnded'> =>
  async ({ id }, { task, child }) => {
    const command = { type: 'childEnded', task, child, by: null, note: null } as const
    await perform(services, { task }, command, { takes: { delivery: id }, isBackground: true })
    return 'taken'
  }
