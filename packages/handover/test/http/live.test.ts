import { createClient, type LiveEvent } from 'handover/client'
import type { ApiOptions } from 'handover/http'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openApprovals, type Approvals } from './approval.ts'
import { people, type Who } from './people.ts'

const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 10 })
const wait = (milliseconds: number) => new Promise((resolve) => void setTimeout(resolve, milliseconds))
const live = { pause: 50 }

describe('the stream of changes', () => {
  let approvals: Approvals
  const open = async (options: ApiOptions = {}) => {
    await approvals?.close()
    approvals = await openApprovals({ live, ...options })
  }
  beforeEach(() => open())
  afterEach(() => approvals.close())

  const clientOf = (who: Who) =>
    createClient({
      baseUrl: 'http://localhost',
      headers: { 'x-user': who },
      fetch: (url, init) => approvals.api.fetch(new Request(url, init)),
    })
  /** Watches until the test is over. */
  const watching = async (who: Who, processes: readonly string[] = []) => {
    const events: LiveEvent[] = []
    const abort = new AbortController()
    let isOver = false
    const reading = (async () => {
      for await (const event of clientOf(who).live({ processes }, { signal: abort.signal })) events.push(event)
      isOver = true
    })()
    reading.catch(() => {})
    onTestFinished(() => abort.abort())
    const stream = {
      events,
      changes: () => events.flatMap((event) => (event.type === 'changed' ? [event.data] : [])),
      isOver: () => isOver,
      leave: () => abort.abort(),
    }
    await Promise.race([soon(() => expect(events[0]?.type).toBe('ready')), reading])
    return stream
  }
  const raw = (who: Who | null, query = '', init: RequestInit = {}) =>
    approvals.api.fetch(
      new Request(`http://localhost/api/live${query}`, { ...init, headers: who === null ? {} : { 'x-user': who } }),
    )

  /** Long enough ago that nobody is told of it any more. */
  const requested = async () => {
    const made = await approvals.request()
    await wait(100)
    return made
  }

  test('tells who may take a task that the queue has changed, and who had it that it is gone', async () => {
    const [ben, maria, eve] = [await watching('ben'), await watching('maria'), await watching('eve')]
    const { task } = await approvals.request()
    await soon(() => expect([ben, maria].map(({ changes }) => changes()[0]?.lists)).toEqual([true, true]))
    await wait(100)
    const before = maria.changes().length
    await clientOf('ben').command(task, 'assign', {})
    await soon(() => expect(maria.changes().slice(before)).toMatchObject([{ lists: true, processes: [] }]))
    expect(eve.changes()).toEqual([])
  })

  test('tells who looks after a flow that its lists of processes have changed, and nobody of their inbox', async () => {
    const olga = await watching('olga')
    await approvals.request()
    await soon(() => expect(olga.changes()).toMatchObject([{ lists: false, overviews: true, processes: [] }]))
  })

  test('names a watched process that has changed, to those alone who may see it', async () => {
    const { process, task } = await requested()
    const other = await requested()
    const watched = [process, 'no id at all']
    const [anna, eve] = [await watching('anna', watched), await watching('eve', watched)]
    expect([anna, eve].map(({ events }) => events[0])).toEqual([
      { type: 'ready', data: { processes: [process] } },
      { type: 'ready', data: { processes: [] } },
    ])
    await clientOf('ben').command(other.task, 'assign', {})
    await clientOf('ben').command(task, 'assign', {})
    await soon(() => expect(anna.changes().flatMap((change) => change.processes)).toEqual([process]))
    await wait(100)
    expect(eve.changes()).toEqual([])
  })

  test('tells who loses sight of a process that once, and no more', async () => {
    const { process, task } = await requested()
    const maria = await watching('maria', [process])
    await clientOf('ben').command(task, 'assign', {})
    await soon(() => expect(maria.changes().flatMap((change) => change.processes)).toEqual([process]))
    await expect(clientOf('maria').process(process)).rejects.toMatchObject({ code: 'PROCESS_NOT_FOUND' })
    await wait(200)
    await clientOf('ben').command(task, 'complete', { input: { approved: true } })
    await wait(300)
    expect(maria.changes().flatMap((change) => change.processes)).toEqual([process])
  })

  test('gathers what follows soon', async () => {
    await open({ live: { pause: 400 } })
    const ben = await watching('ben')
    for (let i = 0; i < 10; i++) {
      await approvals.request()
      await wait(25)
    }
    await wait(450)
    expect(ben.changes().length).toBeGreaterThan(0)
    expect(ben.changes().length).toBeLessThan(4)
  })

  test('is announced to proxies as what it is, and stays awake', async () => {
    await open({ live: { heartbeat: 30 } })
    const answer = await raw('anna')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.endsWith('\n\n:\n\n:\n\n')) text += (await reader.read()).value!
    expect(text).toBe('retry: 3000\n\nevent: ready\ndata: {"processes":[]}\n\n:\n\n:\n\n')
    await reader.cancel()
  })

  test('ends when who reads it leaves: nothing listens any more', async () => {
    const { notices } = approvals.handover.store
    const listen = vi.spyOn(notices, 'listen')
    const [one, other] = [await watching('anna'), await watching('ben')]
    expect(listen).toHaveBeenCalledTimes(1)
    one.leave()
    other.leave()
    // A new one listens anew: the others have stopped.
    await soon(async () => {
      const again = await watching('anna')
      again.leave()
      expect(listen.mock.calls.length).toBeGreaterThan(1)
    })
  })

  test('ends when the Handover closes', async () => {
    const anna = await watching('anna')
    await approvals.handover.close()
    await soon(() => expect(anna.isOver()).toBe(true))
    expect((await raw('anna')).status).toBe(503)
  })

  test('ends when its reader is not known any more, and follows rights that have changed', async () => {
    const sessions = new Map<string, Who>([
      ['1', 'anna'],
      ['2', 'eve'],
    ])
    const rights = { eve: people.eve }
    await open({
      live: { pause: 20, recheck: 50 },
      identify: (request) => {
        const who = sessions.get(request.headers.get('x-user')!)
        return who === undefined ? null : who === 'eve' ? rights.eve : people[who]
      },
    })
    const [anna, eve] = [await watching('1' as Who), await watching('2' as Who)]
    sessions.delete('1')
    rights.eve = { ...people.eve, permissions: ['approval.approve'] }
    await soon(() => expect(anna.isOver()).toBe(true))
    await wait(150)
    await approvals.request()
    await soon(() => expect(eve.changes()[0]?.lists).toBe(true))
  })

  test('is had by one actor so many times at once', async () => {
    await open({ live: { perActor: 2 } })
    const [one] = [await watching('anna'), await watching('anna')]
    const refused = await raw('anna')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
    expect(await refused.json()).toMatchObject({
      code: 'LIVE_TOO_MANY',
      title: 'Anna Weber watches already in 2 windows.',
    })
    await watching('ben')
    one.leave()
    await soon(async () => expect((await raw('anna')).status).toBe(200))
  })

  test('is not left behind by who asks only for its head', async () => {
    await open({ live: { perActor: 1 } })
    const head = await raw('anna', '', { method: 'HEAD' })
    expect([head.status, head.headers.get('content-type'), head.body]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      null,
    ])
    expect((await raw('anna')).status).toBe(200)
  })

  test('is not left behind by who has given the request up, whatever the host makes of the answer', async () => {
    await open({ live: { perActor: 1 } })
    const [asking, givenUp] = [new AbortController(), AbortSignal.abort()]
    await raw('anna', '', { signal: givenUp })
    await raw('anna', '', { signal: asking.signal })
    expect((await raw('anna')).status).toBe(429)
    asking.abort()
    await soon(async () => expect((await raw('anna')).status).toBe(200))
  })

  test('is nothing for who is not known, nor for a filter that is not there', async () => {
    expect((await raw(null)).status).toBe(401)
    expect(await (await raw('anna', '?proces=1')).json()).toMatchObject({ code: 'FILTER_UNKNOWN' })
    expect(await (await raw('anna', `?process=${'a,'.repeat(30)}`)).json()).toMatchObject({ code: 'FILTER_INVALID' })
  })
})
