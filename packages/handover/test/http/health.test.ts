import { createApi } from 'handover/http'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { error } from '../../src/errors.ts'
import { openApprovals, type Approvals } from './approval.ts'

let approvals: Approvals
beforeAll(async () => {
  const desk = { fetch: () => new Response('a page') }
  approvals = await openApprovals({ basePath: '/flow', desk })
})
afterAll(() => approvals.close())

const ask = (path: string, method = 'GET') =>
  approvals.api.fetch(new Request(`http://localhost/flow${path}`, { method }))

describe('health', () => {
  test('is told to anybody, without a word to the database', async () => {
    const spy = vi.spyOn(approvals.handover.store, 'check').mockRejectedValue(new Error('away'))
    onTestFinished(() => spy.mockRestore())
    const answer = await ask('/health')
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(spy).not.toHaveBeenCalled()
  })

  test.each(['/health', '/ready'])('at %s has no body for who asks with HEAD', async (path) => {
    const answer = await ask(path, 'HEAD')
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  })

  test('comes after routes of the application', async () => {
    const extra = () => new Response('mine')
    const api = createApi(approvals.handover, { extra })
    expect(await (await api.fetch(new Request('http://localhost/health'))).text()).toBe('mine')
  })

  test('is no other page of the desk', async () => {
    expect(await (await ask('/health/more')).text()).toBe('a page')
    expect(await (await ask('/ready', 'POST')).text()).toBe('a page')
  })
})

describe('a server is ready', () => {
  test('when the database answers', async () => {
    const answer = await ask('/ready')
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ready' }])
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test.each([
    [
      'does not answer',
      error('STORE_UNREACHABLE', { place: 'postgres://db.intern/prod', message: 'refused' }),
      { code: 'STORE_UNREACHABLE', title: 'The database does not answer.' },
    ],
    [
      'lacks migrations',
      error('STORE_NOT_MIGRATED', { place: '/srv/prod.db', missing: 2 }),
      { code: 'STORE_NOT_MIGRATED', title: 'The database lacks migrations.' },
    ],
    ['fails otherwise', new Error('password wrong for prod'), { code: 'STORE_UNREACHABLE' }],
  ])('not when it %s, and says so without naming places', async (_, failure, problem) => {
    const spy = vi.spyOn(approvals.handover.store, 'check').mockRejectedValue(failure)
    onTestFinished(() => spy.mockRestore())
    const answer = await ask('/ready')
    expect(answer.status).toBe(503)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({ status: 503, ...problem })
    expect(text).not.toContain('prod')
  })

  test('not when the database hangs', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const spy = vi.spyOn(approvals.handover.store, 'check').mockReturnValue(new Promise(() => {}))
    onTestFinished(() => {
      vi.useRealTimers()
      spy.mockRestore()
    })
    const answering = ask('/ready')
    await vi.advanceTimersByTimeAsync(5000)
    expect((await answering).status).toBe(503)
  })

  test('not while it stops, nor afterwards', async () => {
    const other = await openApprovals({ basePath: '/flow' })
    const ready = () => other.api.fetch(new Request('http://localhost/flow/ready'))
    expect((await ready()).status).toBe(200)
    let end = () => {}
    const { store } = other.handover
    const close = store.close.bind(store)
    const closing = vi.spyOn(store, 'close').mockImplementation(async () => {
      await new Promise<void>((resolve) => (end = resolve))
      await close()
    })
    const closed = other.close()
    const answer = await ready()
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([503, 'SERVER_STOPPING'])
    await expect.poll(() => closing.mock.calls.length).toBe(1)
    end()
    await closed
    expect((await ready()).status).toBe(503)
    expect((await other.api.fetch(new Request('http://localhost/flow/health'))).status).toBe(200)
  })
})
