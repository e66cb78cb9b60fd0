import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sign } from './sign.ts'
import { verifyWebhook } from './verify-webhook.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const now = new Date('2026-01-05T09:00:00Z')
const timestamp = now.getTime() / 1000
const body = '{"id":"p:1","type":"process.done"}'

const headersOf = (signature: string, at: number | string = timestamp) => ({
  'webhook-id': 'p:1',
  'webhook-timestamp': String(at),
  'webhook-signature': signature,
})
const signed = (at = timestamp, key = secret) => headersOf(sign(key, { id: 'p:1', timestamp: at, body }), at)

describe('a signature', () => {
  test('is the one of Standard Webhooks', () => {
    // The example of its specification.
    const example = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' }
    expect(sign(secret, example)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  test('may be made with any other text', () => {
    const expected = createHmac('sha256', 'a plain one').update(`p:1.${timestamp}.${body}`).digest('base64')
    expect(sign('a plain one', { id: 'p:1', timestamp, body })).toBe(`v1,${expected}`)
  })
})

describe('a webhook is taken for ours', () => {
  test.each([
    ['headers of Node', signed()],
    ['headers of fetch', new Headers(signed())],
  ])('with %s', (_, headers) => {
    expect(verifyWebhook(secret, headers, body, { now })).toEqual({ id: 'p:1', type: 'process.done' })
  })

  test('with its body as bytes', () => {
    expect(verifyWebhook(secret, signed(), new TextEncoder().encode(body), { now }).id).toBe('p:1')
  })

  test('with one of several signatures, or one of several secrets', () => {
    const several = headersOf(`v1,AAAA v2,BBBB ${signed()['webhook-signature']}`)
    expect(verifyWebhook(secret, several, body, { now }).id).toBe('p:1')
    expect(verifyWebhook(['the new one', secret], signed(), body, { now }).id).toBe('p:1')
  })

  test.each([-300, 300])('when its clock is %i s from ours', (apart) => {
    expect(verifyWebhook(secret, signed(timestamp + apart), body, { now }).id).toBe('p:1')
  })
})

describe('a webhook is refused', () => {
  const given = signed()
  test.each<[string, object, string]>([
    ['that is older than five minutes', signed(timestamp - 301), body],
    ['that comes from the future', signed(timestamp + 301), body],
    ['with another body', given, body.replace('done', 'failed')],
    ['with another id', { ...given, 'webhook-id': 'p:2' }, body],
    ['with another time', { ...given, 'webhook-timestamp': String(timestamp + 1) }, body],
    ['of another secret', signed(timestamp, 'another'), body],
    ['with a signature of another version', headersOf(given['webhook-signature'].replace('v1', 'v2')), body],
    ['without a signature', headersOf(''), body],
    ['without a time', headersOf(given['webhook-signature'], ''), body],
    ['with a time that is none', headersOf(given['webhook-signature'], 'NaN'), body],
    ['without an id', { ...given, 'webhook-id': undefined }, body],
    ['with two of each', { ...given, 'webhook-signature': [given['webhook-signature']] }, body],
  ])('%s', (_, headers, text) => {
    expect(() => verifyWebhook(secret, headers as never, text, { now })).toThrow(
      expect.objectContaining({ code: 'WEBHOOK_UNVERIFIED' }),
    )
  })

  test.each([[''], ['whsec_'], [[]]])('whatever it is, without a secret: %j', (none) => {
    expect(() => verifyWebhook(none, signed(), body, { now })).toThrow(
      expect.objectContaining({ code: 'OPTION_INVALID' }),
    )
  })

  test('by a tolerance that is no number', () => {
    const lax = { now, tolerance: Number.NaN }
    expect(() => verifyWebhook(secret, signed(), body, lax)).toThrow(
      expect.objectContaining({ code: 'WEBHOOK_UNVERIFIED' }),
    )
  })
})
