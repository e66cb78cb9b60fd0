import { hash } from 'node:crypto'
import type { Context } from 'hono'
import { error, isHandoverError, type HandoverError } from '../errors.ts'
import type { Once } from '../runtime/handover.ts'
import type { Env } from './routes/describe.ts'

/** The headers of a write, as its route has checked them. */
export interface WriteHeaders {
  readonly 'Idempotency-Key'?: string | undefined
}

/**
 * Gives a command at most once for the key that the request carries, if any, and says so when it was given before.
 * `times` tells how many commands have to be repeats for that; one by default.
 */
export async function once<T>(
  c: Context<Env>,
  { 'Idempotency-Key': key }: WriteHeaders,
  give: (options: Once) => Promise<T>,
  times: (answer: T) => number = () => 1,
): Promise<T> {
  if (key === undefined) return give({})
  let repeats = 0
  const options = { idempotencyKey: ownKey(c, key), onRepeat: () => void repeats++ }
  const answer = await give(options).catch((refusal: unknown) => {
    throw isHandoverError(refusal) ? inWordsOf(key, refusal) : refusal
  })
  if (repeats > 0 && repeats >= times(answer)) c.header('Idempotency-Replayed', 'true')
  return answer
}

/**
 * Looks for what a write is about. What the actor may not see any more, or what is gone, does not refuse a repeat:
 * the key shows that it was theirs to write.
 */
export async function findOrRepeat<T>(
  c: Context<Env>,
  { 'Idempotency-Key': key }: WriteHeaders,
  find: () => Promise<T>,
  otherwise: () => Promise<T>,
): Promise<T> {
  try {
    return await find()
  } catch (refusal) {
    if (key === undefined) throw refusal
    const before = await c.env.asking.handover.store.begin().keptAnswer('', ownKey(c, key))
    if (before === undefined) throw refusal
    return otherwise()
  }
}

/** A refusal of the key names it as it was sent. */
export function inWordsOf(key: string | undefined, refusal: HandoverError): HandoverError {
  const isOfKey = refusal.code === 'IDEMPOTENCY_KEY_REUSED' || refusal.code === 'IDEMPOTENCY_KEY_TAKEN'
  return isOfKey ? error(refusal.code, { key }, { cause: refusal }) : refusal
}

/** Each actor's keys are their own: another person's same key is another key. */
const ownKey = (c: Context<Env>, key: string): string =>
  hash('sha256', JSON.stringify([c.env.asking.actor.id, key]), 'base64url')
