import { error } from '../../errors.ts'
import { isBroken } from '../../flow/find-broken-text.ts'
import { readDuration } from '../../flow/duration.ts'
import type { Delivery } from '../../storage/store.ts'
import type { MessageOptions } from '../handover.ts'
import { inTurn } from '../in-turn.ts'
import { refuseInside } from '../inside.ts'
import type { Services } from '../services.ts'
import { messageLane } from './delivery-of.ts'
import { newDelivery } from './delivery.ts'

/** What code outside of any process sends: durable when this answers, unless it joins a transaction. */
export async function sendMessage(services: Services, name: string, options: MessageOptions): Promise<void> {
  const { key = '', payload = null, ttl = '1 day', tx } = options
  checkText('name', name)
  if (key !== '') checkText('key', key)
  if (typeof ttl !== 'string' || readDuration(ttl) === undefined)
    throw error('OPTION_INVALID', { option: 'ttl', value: ttl, expected: "a duration such as '1 day'" })
  const sent = { name, key, payload: jsonOf(payload), ttl }
  await write(services, newDelivery(services, { kind: 'message', payload: sent, lane: messageLane('', name, key) }), tx)
}

export async function sendSignal(
  services: Services,
  { name, payload = null }: { readonly name: string; readonly payload?: unknown },
  { tx }: { readonly tx?: unknown },
): Promise<void> {
  checkText('name', name)
  await write(services, newDelivery(services, { kind: 'signal', payload: { name, payload: jsonOf(payload) } }), tx)
}

async function write(services: Services, row: Delivery, tx: unknown): Promise<void> {
  refuseInside(row.kind, tx !== undefined)
  await inTurn(tx, async () => {
    const unit = services.store.begin(tx === undefined ? {} : { join: tx })
    await unit.write([], { deliveries: [row] })
  })
  if (tx === undefined) services.afterCommit({ moved: [], deliveries: [row] })
}

/** As long as an index takes. */
const longest = 500

function checkText(option: string, value: unknown): void {
  if (typeof value === 'string' && value !== '' && value.length <= longest && !isBroken(value)) return
  throw error('OPTION_INVALID', { option, value, expected: `a text of 1 to ${longest} characters` })
}

function jsonOf(payload: unknown): unknown {
  let text: string | undefined
  try {
    text = JSON.stringify(payload)
  } catch {
    // A circle, or a bigint.
  }
  if (text === undefined || isBroken(payload))
    throw error('OPTION_INVALID', { option: 'payload', value: payload, expected: 'what can be stored as JSON' })
  return JSON.parse(text)
}
