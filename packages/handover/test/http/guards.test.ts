import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Problem } from 'handover/client'
import { createApi } from 'handover/http'
import { openApprovals, type Approvals } from './approval.ts'
import { identify, people } from './people.ts'

let approvals: Approvals
beforeAll(async () => {
  approvals = await openApprovals({ origins: ['https://intranet.example.org'], bodyLimit: 200 })
})
afterAll(() => approvals.close())

const start = 'api/flows/approval/starts/start'
const input = { input: { message: 'Hi' } }

describe('who is nobody', () => {
  test.each(['api/me', 'api/flows', 'api/tasks?list=inbox', 'api/processes', 'api/openapi.json', 'api/nothing'])(
    'is refused at %s',
    async (path) => {
      const { status, body } = await approvals.ask(null, 'GET', path)
      expect([status, body.code]).toEqual([401, 'REQUEST_NOT_IDENTIFIED'])
    },
  )

  test('is everybody while the application does not say who asks', async () => {
    const api = createApi(approvals.handover)
    expect((await api.fetch(new Request('http://localhost/api/me', { headers: { 'x-user': 'anna' } }))).status).toBe(
      401,
    )
  })

  test('is not who the application describes wrongly', async () => {
    const onError = vi.fn<(failure: unknown) => void>()
    const api = createApi(approvals.handover, { identify: () => ({ id: 'anna' }) as never, onError })
    const answer = await api.fetch(new Request('http://localhost/api/me'))
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([500, 'OPTION_INVALID'])
    expect(onError).toHaveBeenCalledOnce()
  })

  test('is not told why the session could not be read, but the server is', async () => {
    const failure = new Error('password=secret')
    const onError = vi.fn<(failure: unknown) => void>()
    const api = createApi(approvals.handover, { identify: () => Promise.reject(failure), onError })
    const answer = await api.fetch(new Request('http://localhost/api/me'))
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('secret')
    expect(onError).toHaveBeenCalledWith(failure)
  })
})

describe('a write', () => {
  test.each([
    ['without headers of a browser', {}],
    ['of the same origin', { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }],
    ['of the same host by an old browser', { origin: 'https://localhost' }],
    ['of an origin that was named', { origin: 'https://intranet.example.org', 'sec-fetch-site': 'cross-site' }],
  ])('%s is taken', async (_of, headers) => {
    expect((await approvals.ask('anna', 'POST', start, input, headers)).status).toBe(201)
  })

  test.each([
    ['of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['of another site by an old browser', { origin: 'https://evil.example' }],
    ['of a sibling', { origin: 'http://other.localhost', 'sec-fetch-site': 'same-site' }],
    ['of a page without origin', { origin: 'null' }],
    ['that hides its origin', { 'sec-fetch-site': 'cross-site' }],
  ])('%s is refused, whoever is signed in', async (_of, headers) => {
    const { status, body } = await approvals.ask('anna', 'POST', start, input, headers)
    expect([status, body.code]).toEqual([403, 'REQUEST_CROSS_ORIGIN'])
  })

  test('of another site does not reach routes of the application either', async () => {
    const extra = vi.fn<() => Response>(() => new Response('done'))
    const api = createApi(approvals.handover, { identify, extra })
    const init = { method: 'POST', headers: { origin: 'https://evil.example' } }
    expect((await api.fetch(new Request('http://localhost/demo', init))).status).toBe(403)
    expect(extra).not.toHaveBeenCalled()
    expect(await (await api.fetch(new Request('http://localhost/demo', { method: 'POST' }))).text()).toBe('done')
  })

  test('reading is open to pages of other sites, which cannot see the answer', async () => {
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    const answer = await approvals.ask('anna', 'GET', 'api/me', undefined, headers)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('a body', () => {
  test('that is not JSON is refused with its type', async () => {
    const { status, body } = await approvals.ask('anna', 'POST', start, 'input=x', {
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect([status, body.code]).toEqual([415, 'REQUEST_NOT_JSON'])
    expect(body.title).toContain('application/x-www-form-urlencoded')
  })

  test('that is broken JSON is refused with the place', async () => {
    const { status, body } = await approvals.ask('anna', 'POST', start, '{"input": ')
    expect([status, body.code]).toEqual([400, 'REQUEST_NOT_JSON'])
  })

  test('with an unknown key is refused with its name', async () => {
    const { status, body } = await approvals.ask('anna', 'POST', start, { ...input, comment: 'x' })
    expect([status, body.code]).toEqual([400, 'REQUEST_INVALID'])
    expect(body.issues).toEqual([{ path: ['comment'], message: 'is not known here' }])
  })

  test('that is too large is refused', async () => {
    const { status, body } = await approvals.ask('anna', 'POST', start, { input: { message: 'x'.repeat(200) } })
    expect([status, body.code]).toEqual([413, 'REQUEST_TOO_LARGE'])
  })

  test('that breaks off is its sender’s affair, and not a failure of the server', async () => {
    const failures: unknown[] = []
    const onError = (failure: unknown) => failures.push(failure)
    const api = createApi(approvals.handover, { identify: () => people.anna, onError })
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode('{"input":'))
        controller.error(new Error('aborted'))
      },
    })
    const headers = { 'content-type': 'application/json' }
    const answer = await api.fetch(
      new Request(`http://localhost/${start}`, { method: 'POST', headers, body, duplex: 'half' }),
    )
    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([400, 'REQUEST_BROKEN_OFF'])
    expect(failures).toEqual([])
  })

  test('that comes in pieces is counted while it is read', async () => {
    let pieces = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pieces += 1
        controller.enqueue(new TextEncoder().encode(' '.repeat(100)))
      },
    })
    const headers = { 'x-user': 'anna', 'content-type': 'application/json' }
    const answer = await approvals.api.fetch(
      new Request(`http://localhost/${start}`, { method: 'POST', headers, body, duplex: 'half' }),
    )
    expect(answer.status).toBe(413)
    expect(pieces).toBeLessThan(10)
  })
})

test('answers are not kept by caches, and are what they say they are', async () => {
  const { headers } = await approvals.ask('anna', 'GET', 'api/me')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-type')).toMatch('application/json')
})

test('the desk answers what is not the API, and is told where it is mounted', async () => {
  const desk = {
    fetch: (request: Request, { basePath }: { basePath: string }) =>
      new Response(`${basePath} ${new URL(request.url).pathname}`),
  }
  const api = createApi(approvals.handover, { identify: () => people.anna, desk, basePath: 'flow/' })
  const at = async (path: string) => (await api.fetch(new Request(`http://localhost${path}`))).text()
  expect(await at('/flow/inbox')).toBe('/flow /flow/inbox')
  expect(await at('/inbox')).toBe('/flow /flow/inbox')
  expect(await at('/flow')).toBe('/flow /flow/')
  const nothing = { code: 'ROUTE_UNKNOWN', detail: 'GET /flow/api/openapi.json lists all endpoints.' }
  expect(JSON.parse(await at('/flow/api/nothing'))).toMatchObject(nothing)
  expect(JSON.parse(await at('/flow/api/openapi.json'))).toMatchObject({ openapi: '3.1.0' })
})

test('without a desk, what is not the API is not found', async () => {
  const { status, body } = await approvals.ask('anna', 'GET', 'inbox')
  expect([status, body.code, body.title]).toEqual([404, 'ROUTE_UNKNOWN', 'Nothing answers GET /inbox.'])
})

test('a listener of failures that throws changes no answer', async () => {
  const onError = () => {
    throw new Error('disk full')
  }
  const api = createApi(approvals.handover, { identify: () => Promise.reject(new Error('no session')), onError })
  const answer = await api.fetch(new Request('http://localhost/api/me'))
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([500, 'SERVER_FAILED'])
})
