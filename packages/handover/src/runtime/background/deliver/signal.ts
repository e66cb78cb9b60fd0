import type { Services } from '../../services.ts'
import { beginningsBy } from '../beginnings.ts'
import { newDelivery, type Deliver } from '../delivery.ts'

/**
 * Tells all who wait for it. Each gets a row of its own, so that one that is locked, suspended or failing holds no other
 * up and is not forgotten; in one transaction, so that nobody is told twice.
 */
export const signal =
  (services: Services): Deliver<'signal'> =>
  async ({ id, tenant }, { name, payload }) => {
    const { store, flows } = services
    const waiting = await store.messages.subscriptions({ tenant, kind: 'signal', name })
    const told = waiting.map(({ task, process }) => {
      const trigger = { task, cause: 'signal', name, input: payload } as const
      return newDelivery(services, { kind: 'trigger', payload: trigger, tenant, process })
    })
    const begun = beginningsBy(flows, 'signal')
      .filter(({ begins }) => begins.name === name && begins.source === undefined)
      .map(({ flow, node }) => {
        const start = { flow: flow.name, node, input: payload }
        return newDelivery(services, { kind: 'start', payload: start, tenant })
      })
    await store.outbox.replace(id, [...told, ...begun])
    return 'taken'
  }
