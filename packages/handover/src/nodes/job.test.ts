import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { frozen } from '../flow/define-flow.ts'
import { begin } from '../../test/drive-engine.ts'
import { problemsOf } from '../../test/sketch-flow.ts'

const body = () => ({ sentAt: 'noon' })
const sending = flow('sending', {
  data: z.object({ sentAt: z.string().optional(), tries: z.number().default(0) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('send'),
    send: n.job(body, { retries: 2, timeout: '5 min' }).next('plain'),
    plain: n.job(async () => {}).next('done'),
    done: n.end(),
  }),
})

test('a job is scheduled for a worker, with its retries and its timeout', async () => {
  const run = await begin(sending)
  expect(run.at('send')).toMatchObject({ status: 'scheduled', waits: { job: { retries: 2, timeout: '5 min' } } })
  const node = frozen(sending).graph['send']!
  expect(node.kind.run!(node)).toBe(body)
})

test('a job has three retries and ten minutes unless it says otherwise', async () => {
  const run = await begin(sending)
  await run.work('send', { result: {} })
  expect(run.at('plain')).toMatchObject({ waits: { job: { retries: 3, timeout: '10 min' } } })
})

test('what a job returns is laid over the data', async () => {
  const run = await begin(sending)
  await run.work('send', { result: { sentAt: 'noon' } })
  expect(run.data).toEqual({ sentAt: 'noon', tries: 0 })
  expect(run.standing()).toBe('plain')
})

test('a job may return nothing', async () => {
  const run = await begin(sending)
  await run.work('send', { result: {} })
  await run.work('plain', { result: undefined })
  expect(run.process.status).toBe('done')
})

test('a result that does not fit the data leaves the job in error', async () => {
  const run = await begin(sending)
  await run.work('send', { result: { sentAt: 7 } })
  expect(run.at('send')).toMatchObject({ status: 'error' })
  expect(run.data['sentAt']).toBeUndefined()
})

describe('at definition a job is refused', () => {
  const codes = (make: (n: any) => any) =>
    problemsOf(() =>
      flow('wrong', {
        data: z.object({}),
        nodes: (n) => ({ start: n.start({ fields: [] }).next('send'), send: make(n).next('done'), done: n.end() }),
      }),
    ).map(({ code, node }) => `${code} ${node}`)

  test.each([
    ['without a function', (n: any) => n.job('send'), 'FLOW_BAD_OPTION send'],
    ['with half a retry', (n: any) => n.job(body, { retries: 0.5 }), 'FLOW_BAD_OPTION send'],
    ['with fewer than no retries', (n: any) => n.job(body, { retries: -1 }), 'FLOW_BAD_OPTION send'],
    ['with a timeout that cannot be read', (n: any) => n.job(body, { timeout: 'soon' }), 'FLOW_BAD_DURATION send'],
    [
      'with a backoff that cannot be read',
      (n: any) => n.job(body, { backoff: { first: 'soon' } }),
      'FLOW_BAD_DURATION send',
    ],
    ['with pauses that shrink', (n: any) => n.job(body, { backoff: { factor: 0.5 } }), 'FLOW_BAD_OPTION send'],
    ['with more jitter than pause', (n: any) => n.job(body, { backoff: { jitter: 2 } }), 'FLOW_BAD_OPTION send'],
    ['with an error that is no code', (n: any) => n.job(body, { noRetry: 'E' }), 'FLOW_BAD_OPTION send'],
    ['with none at once', (n: any) => n.job(body, { concurrency: 0 }), 'FLOW_BAD_OPTION send'],
    ['with a limit of nothing', (n: any) => n.job(body, { concurrency: { of: '', most: 1 } }), 'FLOW_BAD_OPTION send'],
    ['without any time', (n: any) => n.job(body, { timeout: '0 s' }), 'FLOW_BAD_DURATION send'],
  ])('%s', (_, make, code) => {
    expect(codes(make)).toEqual([code])
  })
})
