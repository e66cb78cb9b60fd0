import { error } from '../../../errors.ts'
import { performStart } from '../../perform-start.ts'
import type { Services } from '../../services.ts'
import type { Deliver } from '../delivery.ts'

/** Begins a process: its part of a signal, or what a timer could not begin at first. */
export const start =
  (services: Services): Deliver<'start'> =>
  async ({ id, tenant }, { flow, node, input }) => {
    const known = services.flows.get(flow)
    if (known === undefined) throw error('FLOW_UNKNOWN', { flow })
    const command = { type: 'start', node, input, by: null, note: null, isTriggered: true } as const
    await performStart(services, known, command, { tenant, takes: { delivery: id }, isBackground: true })
    return 'taken'
  }
