import { flow, type AnyFlow, type HandoverOptions } from 'handover'
import { createTestHandover } from 'handover/testing'
import { verifyWebhook } from 'handover/webhooks'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { checkWebhooks, type Webhook } from '../../src/runtime/background/check-webhooks.ts'
import { Webhooks } from '../../src/runtime/background/webhooks.ts'
import { receiver } from './receiver.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const filledIn = 'Kontonummer-4711'

const claim = flow('claim', {
  summary: ({ account }) => `of ${account}`,
  data: z.object({ account: z.string() }),
  nodes: (n) => ({
    start: n.start({ fields: ['account'] }).next('look'),
    look: n
      .view({ fields: ['account'] })
      .summary((visit) => `look at ${visit.process.data.account}`)
      .next('paid'),
    paid: n.end(),
  }),
})
const other = flow('other', {
  data: z.object({}),
  nodes: (n) => ({ start: n.startHandle(z.object({}), () => ({})).next('done'), done: n.end() }),
})
const flows: readonly AnyFlow[] = [claim, other]

async function make(webhook: Partial<Webhook> & { readonly url: string }, options: Partial<HandoverOptions> = {}) {
  const lines: string[] = []
  const hear = (fields: object, message: string) => void lines.push(JSON.stringify([fields, message]))
  const log = { debug: hear, info: hear, warn: hear, error: hear }
  const webhooks = [{ name: 'crm', secret, events: '*' as const, ...webhook }]
  const made = await createTestHandover({ flows, log, webhooks, ...(options as object) })
  onTestFinished(() => made.close())
  const start = () => made.handover.start(claim, 'start', { account: filledIn })
  return { ...made, lines, start, incidents: async () => (await made.handover.incidents.list()).items }
}

describe('a webhook', () => {
  test('tells of what happened, in its order, signed, and with nothing that people filled in', async () => {
    const { url, received, types } = await receiver()
    const { handover, start } = await make({ url })
    const process = await start()
    await handover.complete(claim, 'look', process.tasks[1]!.id, { account: filledIn })
    await handover.idle()
    const history = await handover.processes.history(process.id)
    expect(types()).toEqual(history.map(({ type }) => type))
    expect(received.map(({ body }) => body.id)).toEqual(history.map(({ number }) => `${process.id}:${number}`))
    for (const { headers, text, body } of received) {
      expect(verifyWebhook(secret, headers, text)).toEqual(body)
      expect(headers).toMatchObject({ 'webhook-id': body.id, 'content-type': 'application/json' })
      expect(text).not.toContain(filledIn)
    }
    expect(received.find(({ body }) => body.type === 'task.done' && body.task?.node === 'look')!.body).toEqual({
      id: expect.any(String),
      type: 'task.done',
      time: expect.stringMatching(/^\d{4}-.+Z$/),
      actor: null,
      process: {
        id: process.id,
        number: process.number,
        flow: 'claim',
        status: 'done',
        outcome: 'paid',
        startedBy: null,
      },
      task: expect.objectContaining({
        id: process.tasks[1]!.id,
        node: 'look',
        kind: 'view',
        status: 'done',
        owner: null,
      }),
    })
  })

  test('tells of the events and flows that were asked for', async () => {
    const { url, received } = await receiver()
    const { handover, start } = await make({ url, events: ['process.started', 'process.done'], flows: [other] })
    await start()
    const { id } = await handover.start(other as never, 'start' as never, {} as never)
    await handover.idle()
    expect(received.map(({ body }) => [body.type, body.process.id])).toEqual([
      ['process.started', id],
      ['process.done', id],
    ])
  })

  test('sends data when it is told to', async () => {
    const { url, received } = await receiver()
    const { handover, start } = await make({ url, data: true, events: ['task.created'], flows: ['claim'] })
    await start()
    await handover.idle()
    expect(received.at(-1)!.body).toMatchObject({
      process: { data: { account: filledIn }, summary: `of ${filledIn}` },
      task: { summary: `look at ${filledIn}` },
      note: null,
    })
  })

  test('is sent again, the same, until it is taken', async () => {
    const { url, received, answerWith, recover } = await receiver(
      (response) => void response.writeHead(503).end('closed'),
    )
    const { handover, start, clock, store } = await make({ url, events: ['process.started'] })
    await start()
    await handover.idle()
    expect(received).toHaveLength(1)
    answerWith((response) => void response.writeHead(404).end())
    await clock.advance('1 s')
    recover()
    await clock.advance('1 min')
    expect(received).toHaveLength(3)
    expect(new Set(received.map(({ text }) => text)).size).toBe(1)
    expect(await store.outbox.nextAt()).toBeNull()
  })

  test('holds back what comes after it in its process, and nothing else', async () => {
    const { url, received, answerWith, recover } = await receiver()
    const { handover, start, clock } = await make({ url, events: ['process.started', 'process.done'] })
    const number = { one: 1, two: 2 }
    answerWith((response, { body }) => void response.writeHead(body.process.number === number.one ? 500 : 200).end())
    const both = [await start(), await start()]
    for (const { tasks } of both) await handover.complete(claim, 'look', tasks[1]!.id, { account: '' })
    await handover.idle()
    const heard = (of: number) => received.filter(({ body }) => body.process.number === of).map(({ body }) => body.type)
    expect(heard(number.one)).toEqual(['process.started'])
    expect(heard(number.two)).toEqual(['process.started', 'process.done'])
    recover()
    await clock.advance('1 min')
    expect(heard(number.one)).toEqual(['process.started', 'process.started', 'process.done'])
  })

  test('that is never taken becomes an incident, which can be retried', async () => {
    const { url, received, recover } = await receiver(
      (response) => void response.writeHead(500).end(`no\0\n${'x'.repeat(99_999)}`),
    )
    const { handover, start, clock, incidents, lines } = await make({
      url: `${url}?token=hidden`,
      events: ['process.started'],
    })
    const { id } = await start()
    await clock.advance('1 h')
    expect(received).toHaveLength(10)
    const [incident, ...others] = await incidents()
    expect(others).toEqual([])
    expect(incident).toMatchObject({ kind: 'webhook', process: id, attempts: 10 })
    expect(incident!.error).toMatch(/it answered 500: no x{190,200}/)
    for (const text of [JSON.stringify(incident), ...lines])
      for (const hidden of ['hidden', 'MfKQ9r8G', filledIn]) expect(text).not.toContain(hidden)
    recover()
    await handover.incidents.retry(incident!.id)
    await handover.idle()
    expect(await incidents()).toEqual([])
    expect(received).toHaveLength(11)
  })

  test('that can be dropped lets the next ones go', async () => {
    const { url, received, recover } = await receiver((response) => void response.writeHead(500).end())
    const { handover, start, clock, incidents } = await make({ url, events: ['process.started', 'process.done'] })
    const { tasks } = await start()
    await clock.advance('1 h')
    const [incident] = await incidents()
    await handover.incidents.drop(incident!.id)
    recover()
    await handover.complete(claim, 'look', tasks[1]!.id, { account: '' })
    await handover.idle()
    expect(received.at(-1)!.body.type).toBe('process.done')
    expect(await incidents()).toEqual([])
  })

  test('whose receiver says that it is gone is an incident at once', async () => {
    const { url, received } = await receiver((response) => void response.writeHead(410).end())
    const { handover, start, incidents } = await make({ url, events: ['process.started'] })
    await start()
    await handover.idle()
    expect(received).toHaveLength(1)
    expect(await incidents()).toMatchObject([{ attempts: 1, error: expect.stringContaining('WEBHOOK_GONE') }])
  })

  test('follows no redirect', async () => {
    const elsewhere = await receiver()
    const { url } = await receiver((response) => void response.writeHead(307, { location: elsewhere.url }).end())
    const { handover, start, store, clock } = await make({ url, events: ['process.started'] })
    await start()
    await handover.idle()
    const [row] = await store.outbox.due(new Date(clock.now().getTime() + 5000), 9, 'others')
    expect(row!.error).toContain('it answered 307, and redirects are not followed')
    expect(elsewhere.received).toEqual([])
  })

  test('of which a server does not know waits for one that does', async () => {
    const { url, received } = await receiver()
    const { handover, store, start, clock } = await make(
      { url, name: 'old', events: ['process.started'] },
      { work: false },
    )
    await start()
    await handover.idle()
    const again = await createTestHandover({ flows, store, webhooks: [], now: clock.now() })
    await again.handover.idle()
    const [row] = await store.outbox.due(new Date(clock.now().getTime() + 5000), 9, 'others')
    expect(row!.error).toContain("WEBHOOK_UNKNOWN: There is no webhook 'old'")
    expect(received).toEqual([])
  })

  test('has a name that no hook has', async () => {
    const { handover } = await make({ url: 'https://example.org' })
    expect(() => handover.on('task.done', { name: 'crm' }, () => {})).toThrow(
      expect.objectContaining({ code: 'OPTION_INVALID', details: expect.objectContaining({ option: 'name' }) }),
    )
  })
})

describe('what is sent', () => {
  const body = { id: 'p:1', type: 'process.started', process: { id: 'p', flow: 'claim' } } as never
  const webhooks = (url: string, patience = 5000) =>
    new Webhooks(checkWebhooks([{ name: 'crm', url, secret, events: '*' }], new Map()), { patience })

  test('is broken off when nobody answers', async () => {
    const { url } = await receiver(() => {})
    await expect(webhooks(url, 50).send('crm', body)).rejects.toMatchObject({
      code: 'WEBHOOK_FAILED',
      details: { why: 'it did not answer within 0.05 s' },
    })
  })

  test.each([
    [500, 'WEBHOOK_FAILED', { why: 'it answered 500' }],
    [410, 'WEBHOOK_GONE', { name: 'crm' }],
  ])('knows what was answered though it does not end: %i', async (status, code, details) => {
    const { url } = await receiver((response) => void response.writeHead(status).write('a'))
    await expect(webhooks(url, 200).send('crm', body)).rejects.toMatchObject({ code, details })
  })

  test('knows what was answered though it is broken off', async () => {
    const { url } = await receiver((response) => {
      response.writeHead(503, { 'content-length': 100 }).write('bec')
      setTimeout(() => response.destroy(), 20)
    })
    await expect(webhooks(url).send('crm', body)).rejects.toMatchObject({ details: { why: 'it answered 503' } })
  })

  test('is broken off when the server stops', async () => {
    const all = { current: undefined as Webhooks | undefined }
    const { url } = await receiver(() => all.current!.stop())
    all.current = webhooks(url)
    await expect(all.current.send('crm', body)).rejects.toMatchObject({ details: { why: 'this server stops' } })
  })

  test('says why it could not even be sent, without the url', async () => {
    const refusal = await webhooks('http://127.0.0.1:9/secret-path')
      .send('crm', body)
      .catch((failure: unknown) => failure)
    expect(refusal).toMatchObject({
      code: 'WEBHOOK_FAILED',
      details: { why: expect.stringMatching(/could not be reached \(/) },
    })
    expect(String(refusal)).not.toContain('secret-path')
  })

  test('are four at once, and the others wait without an attempt', async () => {
    const ends: (() => void)[] = []
    const { url } = await receiver((response) => void ends.push(() => response.writeHead(200).end()))
    const all = webhooks(url)
    const sent = [1, 2, 3, 4].map(() => all.send('crm', body))
    await expect(all.send('crm', body)).rejects.toMatchObject({ code: 'WEBHOOK_BUSY' })
    await expect.poll(() => ends.length).toBe(4)
    for (const end of ends.splice(0)) end()
    await Promise.all(sent)
    const next = all.send('crm', body)
    await expect.poll(() => ends.length).toBe(1)
    ends[0]!()
    await next
  })
})

describe('a webhook is refused', () => {
  const good: Webhook = { name: 'crm', url: 'https://example.org/hooks', secret, events: '*' }
  test.each<[string, unknown, string]>([
    ['that is no list', { crm: good }, 'webhooks'],
    ['that is nothing', [null], 'webhooks[0].name'],
    ['without a name', [{ ...good, name: '' }], 'webhooks[0].name'],
    ['whose name another has', [good, good], 'webhooks[1].name'],
    ['without a url', [{ ...good, url: undefined }], 'webhooks[0].url'],
    ['with a url that is none', [{ ...good, url: 'example' }], 'webhooks[0].url'],
    ['with a url of another sort', [{ ...good, url: 'file:///etc/passwd' }], 'webhooks[0].url'],
    ['with a user in its url', [{ ...good, url: 'https://me:topsecret@example.org/' }], 'webhooks[0].url'],
    ['with secret and url confused', [{ ...good, url: 'whsec_topsecret' }], 'webhooks[0].url'],
    ['without a secret', [{ ...good, secret: undefined }], 'webhooks[0].secret'],
    ['with an empty secret', [{ ...good, secret: ' ' }], 'webhooks[0].secret'],
    ['with a secret that is no base64', [{ ...good, secret: 'whsec_topsecret!' }], 'webhooks[0].secret'],
    ['without events', [{ ...good, events: undefined }], 'webhooks[0].events'],
    ['that hears of nothing', [{ ...good, events: [] }], 'webhooks[0].events'],
    ['with an event that does not exist', [{ ...good, events: ['process.don'] }], 'webhooks[0].events'],
    ['of a flow that is not here', [{ ...good, flows: ['clam'] }], 'webhooks[0].flows'],
    ['of no flow', [{ ...good, flows: [] }], 'webhooks[0].flows'],
    ['with a data that is no answer', [{ ...good, data: 'yes' }], 'webhooks[0].data'],
  ])('%s, before anything is opened', async (_, webhooks, option) => {
    const refusal = await createTestHandover({ flows, webhooks: webhooks as never }).catch(
      (failure: unknown) => failure,
    )
    expect(refusal).toMatchObject({ code: 'OPTION_INVALID', details: { option } })
    expect(String(refusal)).not.toContain('topsecret')
    expect(String(refusal)).toContain(option)
  })

  test('names the event that was probably meant', () => {
    expect(() => checkWebhooks([{ ...good, events: ['process.don'] as never }], new Map())).toThrow(/'process\.done'/)
  })
})
