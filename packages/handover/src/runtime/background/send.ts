import { error } from '../../errors.ts'
import { isBroken } from '../../flow/find-broken-text.ts'
import { readDuration } from '../../flow/duration.ts'
import type { Delivery } from '../../storage/store.ts'
import type { MessageOptions, Once } from '../handover.ts'
import { inTurn } from '../in-turn.ts'
import { refuseInside } from '../inside.ts'
import { answerAfter, firstAnswer, keptAnswer, keyedBy, type Keyed } from '../once.ts'
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
  const row = newDelivery(services, { kind: 'message', payload: sent, lane: messageLane('', name, key) })
  await write(services, row, { tx, keyed: keyedBy(options, () => ({ type: 'message', ...sent })) })
}

export async function sendSignal(
  services: Services,
  { name, payload = null }: { readonly name: string; readonly payload?: unknown },
  { tx, ...once }: Once & { readonly tx?: unknown },
): Promise<void> {
  checkText('name', name)
  const sent = { name, payload: jsonOf(payload) }
  const row = newDelivery(services, { kind: 'signal', payload: sent })
  await write(services, row, { tx, keyed: keyedBy(once, () => ({ type: 'signal', ...sent })) })
}

interface Joining {
  readonly tx?: unknown
  readonly keyed: Keyed | undefined
}

async function write(services: Services, row: Delivery, { tx, keyed }: Joining): Promise<void> {
  refuseInside(row.kind, tx !== undefined)
  const isSent = await inTurn(tx, () =>
    send(services, row, { tx, keyed }).catch(async (failure: unknown) => {
      await answerAfter(failure, services, { keyed, tx })
      return false
    }),
  )
  if (isSent && tx === undefined) services.afterCommit({ moved: [], deliveries: [row] })
}

/** Answers false when it was sent before. */
async function send({ store }: Services, row: Delivery, { tx, keyed }: Joining): Promise<boolean> {
  const unit = store.begin(tx === undefined ? {} : { join: tx })
  if (keyed !== undefined && (await firstAnswer(unit, keyed)) !== undefined) {
    await unit.rollback()
    return false
  }
  await unit.write([], { deliveries: [row], ...(keyed && { answer: keptAnswer(keyed, {}, row.createdAt) }) })
  return true
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
