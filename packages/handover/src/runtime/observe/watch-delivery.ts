import type { Delivery } from '../../storage/store.ts'
import type { Services } from '../services.ts'
import { brief, codeOf } from './brief.ts'

type Outcome = 'delivered' | 'put off' | 'retried' | 'given up'

/** Counts what came of one attempt to deliver. */
export function countDelivery({ telemetry }: Services, { kind }: Delivery, outcome: Outcome): void {
  telemetry?.add('handover.deliveries', 1, { 'handover.delivery': kind, 'handover.outcome': outcome })
  if (outcome === 'given up') telemetry?.add('handover.incidents', 1, { 'handover.delivery': kind })
}

interface Settled {
  readonly failure: unknown
  readonly attempts: number
  readonly isDead: boolean
}

/** Says that a delivery failed: it is tried again, or has become an incident. */
export function watchFailure(services: Services, row: Delivery, { failure, attempts, isDead }: Settled): void {
  const { log } = services
  const { id, kind } = row
  countDelivery(services, row, isDead ? 'given up' : 'retried')
  const fields = { delivery: id, kind, attempts, code: codeOf(failure) }
  if (isDead) log.error(fields, `An incident: the ${kind} ${id} could not be delivered. ${brief(failure)}`)
  else if (log.hearsAll) log.debug(fields, `The ${kind} ${id} is tried again. ${brief(failure)}`)
}

interface Told {
  /** What is told, such as `handover.hook`. */
  readonly name: 'handover.hook' | 'handover.webhook'
  /** Which of them. */
  readonly of: string
  readonly event: string
  readonly process: string
  readonly flow: string
  readonly trace: string | undefined
}

/** Runs what hears of an event in a span that links to the command that caused it. */
export async function watchTelling<T>({ telemetry }: Services, told: Told, tell: () => Promise<T>): Promise<T> {
  if (telemetry === undefined) return tell()
  const { name, of, event, process, flow, trace } = told
  const attributes = { [name]: of, 'handover.event': event, 'handover.flow': flow, 'handover.process.id': process }
  const kind = name === 'handover.webhook' ? 'client' : 'consumer'
  return telemetry.span({ name, kind, attributes, begins: { link: trace } }, async (span) => {
    try {
      return await tell()
    } catch (failure) {
      span.fail(codeOf(failure))
      throw failure
    }
  })
}
