import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'
import { problemsOf } from '../../test/sketch-flow.ts'

const payload = z.object({ amount: z.number() })
const paying = flow('paying', {
  data: z.object({ order: z.string(), paid: z.number().default(0) }),
  nodes: (n) => ({
    start: n.start({ fields: ['order'] }).next('paid'),
    paid: n
      .catchMessage('order-paid', payload, {
        key: ({ process }) => process.data.order,
        receive: ({ process }, { amount }) => void (process.data.paid = amount),
      })
      .next('sent'),
    sent: n.catchMessage('order-sent', z.unknown()).next('left'),
    left: n.catchMessage('order-left', z.unknown(), { key: 'dock' }).next('done'),
    done: n.end(),
  }),
})
const started = () => begin(paying, 'start', { order: 'A-7' })

test('it waits for the name, and the key that its rule answers', async () => {
  const run = await started()
  expect(run.at('paid').waits).toEqual({ message: { name: 'order-paid', key: 'A-7' } })
})

test('what the message brings is received', async () => {
  const run = await started()
  await run.trigger('paid', 'message', { amount: 12 })
  expect(run.data['paid']).toBe(12)
  expect(run.standing()).toBe('sent')
})

test('without a key the name is enough, and a key may be fixed', async () => {
  const run = await started()
  await run.trigger('paid', 'message', { amount: 12 })
  expect(run.at('sent').waits).toEqual({ message: { name: 'order-sent', key: '' } })
  await run.trigger('sent', 'message')
  expect(run.at('left').waits).toEqual({ message: { name: 'order-left', key: 'dock' } })
})

test('a message that does not fit leaves the task in error, and the data as it was', async () => {
  const run = await started()
  await run.trigger('paid', 'message', { amount: 'much' })
  expect(run.at('paid')).toMatchObject({ status: 'error', error: { code: 'INPUT_INVALID' } })
  expect(run.data['paid']).toBe(0)
})

test.each(['', '  ', 7])('%j is no name', (name) => {
  const define = () =>
    flow('wrong', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('wait'),
        wait: n.catchMessage(name as string, payload).next('done'),
        done: n.end(),
      }),
    })
  expect(problemsOf(define)).toMatchObject([{ code: 'FLOW_BAD_OPTION', node: 'wait' }])
})
