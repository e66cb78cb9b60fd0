import { expect, test, vi } from 'vitest'
import { isApiError, type ApiError } from './api-error.ts'
import { createClient } from './create-client.ts'

const answering = (body: string, init?: ResponseInit) =>
  vi.fn<(url: string, init: RequestInit) => Promise<Response>>(() => Promise.resolve(new Response(body, init)))
const thrownBy = async (call: Promise<unknown>): Promise<ApiError> => {
  const thrown: unknown = await call.catch((refusal: unknown) => refusal)
  return isApiError(thrown) ? thrown : expect.fail(String(thrown))
}

test('paths, filters and bodies arrive as the API takes them', async () => {
  const fetch = answering('{}')
  const client = createClient({
    baseUrl: 'https://example.org/flow/',
    fetch,
    headers: () => ({ authorization: 'Bearer 1' }),
  })
  await client.processes({ flow: 'leave', where: { days: 3 }, search: 'a&b', status: undefined, cursor: null })
  await client.start('leave', 'a/b', { input: { days: 1 } })
  await client.command('1', 'assign')
  expect(fetch.mock.calls.map(([url]) => url)).toEqual([
    'https://example.org/flow/api/processes?flow=leave&where=%7B%22days%22%3A3%7D&search=a%26b',
    'https://example.org/flow/api/flows/leave/starts/a%2Fb',
    'https://example.org/flow/api/tasks/1/assign',
  ])
  expect(fetch.mock.calls[1]![1]).toMatchObject({
    method: 'POST',
    body: '{"input":{"days":1}}',
    headers: { 'content-type': 'application/json', authorization: 'Bearer 1' },
  })
  expect(fetch.mock.calls[2]![1].body).toBe('{}')
})

test('every command, process, message and incident has its path', async () => {
  const fetch = answering('{}')
  const client = createClient({ baseUrl: '', fetch })
  await client.command('1', 'skip', { note: 'late' })
  await client.bulk({ command: 'assign', tasks: ['1', '2'] })
  await client.suspend('3', { note: 'wait' })
  await client.resume('3')
  await client.children('3')
  await client.message('order.paid', { key: '7', payload: { by: 'card' } })
  await client.signal('a/b')
  await client.incidents({ process: '3' })
  await client.retryIncident('4')
  await client.dropIncident('4')
  expect(fetch.mock.calls.map(([url, { method, body }]) => [method, url, body])).toEqual([
    ['POST', '/api/tasks/1/skip', '{"note":"late"}'],
    ['POST', '/api/tasks/bulk', '{"command":"assign","tasks":["1","2"]}'],
    ['POST', '/api/processes/3/suspend', '{"note":"wait"}'],
    ['POST', '/api/processes/3/resume', '{}'],
    ['GET', '/api/processes/3/children', undefined],
    ['POST', '/api/messages/order.paid', '{"key":"7","payload":{"by":"card"}}'],
    ['POST', '/api/signals/a%2Fb', '{}'],
    ['GET', '/api/incidents?process=3', undefined],
    ['POST', '/api/incidents/4/retry', '{}'],
    ['POST', '/api/incidents/4/drop', '{}'],
  ])
})

test('a write carries its idempotency key, and nothing else does', async () => {
  const fetch = answering('{}')
  const client = createClient({ baseUrl: '', fetch })
  const key = { idempotencyKey: 'k-1' }
  await client.start('leave', 'start', { input: {} }, key)
  await client.command('1', 'assign', {}, key)
  await client.cancel('2', {}, key)
  await client.retryIncident('3', key)
  await client.command('1', 'assign')
  const sent = fetch.mock.calls.map(([, { headers }]) => (headers as Record<string, string>)['idempotency-key'])
  expect(sent).toEqual(['k-1', 'k-1', 'k-1', 'k-1', undefined])
})

test('lists of processes and the board of a flow take their filters', async () => {
  const fetch = answering('{}')
  const client = createClient({ baseUrl: '/flow/', fetch })
  await client.processes({ needsAttention: true, startedSince: '2026-11-20T00:00:00Z' })
  await client.processCounts({ flow: 'a b', node: 'pack' })
  await client.board('a/b', { cards: 3 })
  expect(fetch.mock.calls.map(([url]) => url)).toEqual([
    '/flow/api/processes?needsAttention=true&startedSince=2026-11-20T00%3A00%3A00Z',
    '/flow/api/processes/counts?flow=a+b&node=pack',
    '/flow/api/flows/a%2Fb/board?cards=3',
  ])
  expect(client.processesCsvUrl({ status: 'done' })).toBe('/flow/api/processes.csv?status=done')
})

test('a refusal is thrown with its problem', async () => {
  const problem = {
    type: 'urn:x',
    code: 'TASK_ENDED',
    title: 'Ben completed it.',
    detail: 'Open the process.',
    status: 409,
  }
  const fetch = answering(JSON.stringify(problem), { status: 409, headers: { 'retry-after': '5' } })
  const refusal = await thrownBy(createClient({ baseUrl: '', fetch }).me())
  expect(refusal).toMatchObject({ problem, status: 409, code: 'TASK_ENDED', retryAfter: 5 })
  expect(refusal.message).toBe('Ben completed it. Open the process.')
})

test('an answer in other words is no answer', async () => {
  const gateway = createClient({ baseUrl: '', fetch: answering('<h1>Bad gateway</h1>', { status: 502 }) })
  expect(await thrownBy(gateway.me())).toMatchObject({ status: 502, code: 'ANSWER_UNEXPECTED' })
  const login = createClient({ baseUrl: '', fetch: answering('<form>', { status: 200 }) })
  expect((await thrownBy(login.me())).problem.title).toBe('The server at /api/me answered 200 without saying why.')
})

test('no answer has the status 0', async () => {
  const fetch = () => Promise.reject(new TypeError('fetch failed'))
  expect(await thrownBy(createClient({ baseUrl: '', fetch }).me())).toMatchObject({
    status: 0,
    code: 'SERVER_UNREACHABLE',
  })
})

test('a call that was given up is no failure of the server', async () => {
  const aborted = new AbortController()
  const reason = new Error('the page was left')
  const fetch = (_url: string, init: RequestInit) => Promise.reject(init.signal?.reason as Error)
  aborted.abort(reason)
  await expect(createClient({ baseUrl: '', fetch }).me({ signal: aborted.signal })).rejects.toBe(reason)
})
