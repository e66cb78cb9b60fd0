import { isHandoverError } from '../../../errors.ts'
import { readDuration } from '../../../flow/duration.ts'
import type { Delivery } from '../../../storage/store.ts'
import type { Services } from '../../services.ts'
import { beginningsBy } from '../beginnings.ts'
import type { Deliver, SentMessage } from '../delivery.ts'
import { give } from '../give.ts'
import type { MessageBuffer } from '../message-buffer.ts'
import { verdictOn } from '../verdict.ts'
import { start } from './start.ts'

interface At {
  readonly services: Services
  readonly buffer: MessageBuffer
}

/** Gives a message to ONE receiver: who waits for it longest; else a start that begins with it; else it is kept. */
export const message =
  (services: Services, buffer: MessageBuffer): Deliver<'message'> =>
  async (row, sent) => {
    const at = { services, buffer }
    if (await giveToWaiting(at, row, sent)) return 'taken'
    const beginning = beginningsBy(services.flows, 'message').find(({ begins }) => begins.name === sent.name)
    if (beginning === undefined) return keep(at, row, sent)
    return start(services)(row, { flow: beginning.flow.name, node: beginning.node, input: sent.payload })
  }

async function giveToWaiting(
  { services, buffer }: At,
  { id, tenant }: Delivery,
  { name, key, payload }: SentMessage,
): Promise<boolean> {
  const waiting = await services.store.messages.subscriptions({ tenant, kind: 'message', name, key })
  if (waiting.length === 0) return false
  // Whoever waits may not have been given yet what came before this one.
  const passed = await buffer.giveOlder({ tenant, name, key }, waiting)
  for (const { task } of waiting.slice(passed)) {
    try {
      await give(services, { task, cause: 'message', name, key, input: payload }, { delivery: id })
      return true
    } catch (failure) {
      // Another message was faster there, or the task has ended, or its node is gone: the next one.
      const isObsolete = isHandoverError(failure) && failure.code === 'TASK_OBSOLETE'
      if (verdictOn(failure) !== 'drop' && !isObsolete) throw failure
    }
  }
  return false
}

async function keep(
  { services: { store, now }, buffer }: At,
  { id, tenant, createdAt }: Delivery,
  { name, key, payload, ttl }: SentMessage,
): Promise<'taken' | 'dropped'> {
  const expiresAt = new Date(Date.parse(createdAt) + readDuration(ttl)!)
  if (expiresAt <= now()) return 'dropped'
  const message = { id, tenant, name, key, payload: payload as never, createdAt, expiresAt: expiresAt.toISOString() }
  await store.messages.keep(message, { delivery: id })
  // Somebody may have begun to wait after we looked, and looked before we kept it.
  buffer.ask({ tenant, name, key })
  return 'taken'
}
