import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'
import { problemsOf } from '../../test/sketch-flow.ts'

const telling = flow('telling', {
  data: z.object({ order: z.string() }),
  nodes: (n) => ({
    start: n.start({ fields: ['order'] }).next('tell'),
    tell: n
      .throwMessage('order-paid', {
        key: ({ process }) => process.data.order,
        payload: async ({ process }) => ({ from: process.number }),
        ttl: '2 h',
      })
      .next('plain'),
    plain: n.throwMessage('order-sent').next('fixed'),
    fixed: n.throwMessage('order-left', { key: 'dock' }).next('done'),
    done: n.end(),
  }),
})

test('messages leave with their key and what they bring, and are kept for a day unless said otherwise', async () => {
  const run = await begin(telling, 'start', { order: 'A-7' })
  expect(run.process.status).toBe('done')
  expect(run.sent.map(({ sending }) => sending).filter(({ type }) => type === 'message')).toEqual([
    { type: 'message', name: 'order-paid', key: 'A-7', payload: { from: 7 }, ttl: '2 h' },
    { type: 'message', name: 'order-sent', key: '', payload: null, ttl: '1 day' },
    { type: 'message', name: 'order-left', key: 'dock', payload: null, ttl: '1 day' },
  ])
})

test('history says which message was sent', async () => {
  const run = await begin(telling, 'start', { order: 'A-7' })
  expect(run.event('task.done', 'tell').data).toMatchObject({ told: { name: 'order-paid', key: 'A-7' } })
})

test.each([
  ['a name', { name: '' }, 'FLOW_BAD_OPTION'],
  ['a time to live that can be read', { name: 'paid', ttl: 'long' }, 'FLOW_BAD_DURATION'],
])('it needs %s', (_, { name, ...message }, code) => {
  const define = () =>
    flow('wrong', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('tell'),
        tell: n.throwMessage(name, message).next('done'),
        done: n.end(),
      }),
    })
  expect(problemsOf(define)).toMatchObject([{ code, node: 'tell' }])
})
