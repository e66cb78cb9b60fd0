import { watchTelling } from '../../observe/watch-delivery.ts'
import type { Services } from '../../services.ts'
import type { Deliver } from '../delivery.ts'
import type { Webhooks } from '../webhooks.ts'

/** Sends a webhook. Its row goes when the receiver has taken it: a crash in between sends it again. */
export const webhook =
  (services: Services, webhooks: Webhooks): Deliver<'webhook'> =>
  async (_, { webhook: of, body, trace }) => {
    const { type: event, process } = body
    const told = { name: 'handover.webhook', of, event, process: process.id, flow: process.flow, trace } as const
    await watchTelling(services, told, () => webhooks.send(of, body))
    return 'dropped'
  }
