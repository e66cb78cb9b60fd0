import { timingSafeEqual } from 'node:crypto'
import { error } from '../errors.ts'
import { isSecret, sign } from './sign.ts'
import type { WebhookBody } from './webhook-body.ts'

/** As requests have them: a `Headers`, or what Node's `request.headers` is. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>

export interface VerifyOptions {
  /** How far the time of the request may be from ours, in seconds; five minutes by default. */
  readonly tolerance?: number
  /** What the time is; by default the clock of this machine. */
  readonly now?: Date
}

/**
 * Answers with what a webhook says, when it was signed with the secret (or with one of them, while it is changed) and
 * was sent within the last five minutes. Throws `WEBHOOK_UNVERIFIED` else. It needs the body as it came, byte for byte.
 *
 * @example
 * const { id, type, process } = verifyWebhook(secret, request.headers, await request.text())
 */
export function verifyWebhook(
  secret: string | readonly string[],
  headers: WebhookHeaders,
  body: string | Uint8Array,
  { tolerance = 300, now = new Date() }: VerifyOptions = {},
): WebhookBody {
  const secrets = typeof secret === 'string' ? [secret] : [...secret]
  if (secrets.length === 0 || !secrets.every(isSecret))
    throw error('OPTION_INVALID', { option: 'secret', value: '(not shown)', expected: 'the secret of the webhook' })
  const id = header(headers, 'webhook-id')
  const sentAt = header(headers, 'webhook-timestamp')
  const timestamp = /^\d{1,12}$/.test(sentAt) ? Number(sentAt) : Number.NaN
  if (Number.isNaN(timestamp)) throw unverified('its webhook-timestamp is no time')
  const given = header(headers, 'webhook-signature').split(' ')
  const isSigned = secrets.some((each) => {
    const expected = sign(each, { id, timestamp, body })
    return given.some((signature) => isSame(signature, expected))
  })
  if (!isSigned) throw unverified('its signature is not the one of its body and the secret')
  const apart = Math.abs(now.getTime() / 1000 - timestamp)
  // Not `apart > tolerance`: what is no number must not let anything pass.
  if (!(apart <= tolerance)) throw unverified(`it was signed ${Math.round(apart)} s from now`)
  return parse(body)
}

const unverified = (why: string) => error('WEBHOOK_UNVERIFIED', { why })

function header(headers: WebhookHeaders, name: string): string {
  const get = (headers as { get?: unknown }).get
  const value =
    typeof get === 'function'
      ? (headers as { get(name: string): string | null }).get(name)
      : (headers as Readonly<Record<string, unknown>>)[name]
  if (typeof value !== 'string' || value === '') throw unverified(`it has no header ${name}`)
  return value
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function parse(body: string | Uint8Array): WebhookBody {
  try {
    return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)) as WebhookBody
  } catch {
    throw unverified('its body is not JSON')
  }
}
