import { watchTelling } from '../../observe/watch-delivery.ts'
import type { Services } from '../../services.ts'
import type { Deliver } from '../delivery.ts'
import type { Hooks } from '../hooks.ts'

/** Tells a durable hook. Its row goes when the handler has answered: a crash in between tells it again. */
export const hook =
  (services: Services, hooks: Hooks): Deliver<'hook'> =>
  async (_, payload) => {
    const { hook: of, event, process, trace } = payload
    const told = {
      name: 'handover.hook',
      of,
      event: event.type,
      process: process.id,
      flow: process.flow,
      trace,
    } as const
    await watchTelling(services, told, () => hooks.tell(services, payload))
    return 'dropped'
  }
