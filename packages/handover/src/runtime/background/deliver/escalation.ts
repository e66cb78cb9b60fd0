import { perform } from '../../perform.ts'
import type { Services } from '../../services.ts'
import type { Deliver } from '../delivery.ts'

/** Tells the task that called a process of its escalation. Where no boundary on the way up catches it, nobody hears of it. */
export const escalation =
  (services: Services): Deliver<'escalation'> =>
  async ({ id }, { task, code }) => {
    const command = { type: 'escalate', task, code, by: null, note: null } as const
    await perform(services, { task }, command, { takes: { delivery: id }, isBackground: true })
    return 'taken'
  }
