import type { Services } from '../../services.ts'
import type { Deliver } from '../delivery.ts'
import type { Hooks } from '../hooks.ts'

/** Tells a durable hook. Its row goes when the handler has answered: a crash in between tells it again. */
export const hook =
  (services: Services, hooks: Hooks): Deliver<'hook'> =>
  async (_, told) => {
    await hooks.tell(services, told)
    return 'dropped'
  }
