import { createHmac } from 'node:crypto'

export interface Signed {
  readonly id: string
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly body: string | Uint8Array
}

/** The signature of Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body, in base64. */
export function sign(secret: string, { id, timestamp, body }: Signed): string {
  const digest = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest('base64')
  return `v1,${digest}`
}

const prefix = 'whsec_'
const base64 = /^[\w+/-]+={0,2}$/

/** Whether it can sign: `whsec_` and base64, or any other text. */
export function isSecret(value: unknown): value is string {
  if (typeof value !== 'string' || value.trim() === '') return false
  return !value.startsWith(prefix) || (base64.test(value.slice(prefix.length)) && keyOf(value).length > 0)
}

function keyOf(secret: string): Buffer {
  return secret.startsWith(prefix) ? Buffer.from(secret.slice(prefix.length), 'base64') : Buffer.from(secret, 'utf8')
}
