import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { frozen } from '../flow/define-flow.ts'
import { Driven } from '../../test/drive-engine.ts'

const shop = new EventEmitter()
const ordering = flow('ordering', {
  data: z.object({ order: z.string() }),
  nodes: (n) => ({
    ordered: n
      .startSignal('ordered', z.object({ number: z.number() }), ({ number }) => ({ order: `A-${number}` }))
      .next('done'),
    heard: n.startSignal(shop, 'order', (order: { id: string }) => ({ order: order.id })).next('done'),
    clicked: n.startSignal(new EventTarget(), 'order', (event: Event) => ({ order: event.type })).next('done'),
    done: n.end(),
  }),
})
const triggered = async (node: string, input: unknown) => {
  const run = new Driven(frozen(ordering))
  await run.give({ type: 'start', node, input, by: null, note: null, isTriggered: true })
  return run
}
const begins = (name: string) => {
  const node = frozen(ordering).graph[name]!
  return node.kind.begins!(node)
}

test('the first data is filled from what the signal brings', async () => {
  expect((await triggered('ordered', { number: 7 })).data).toEqual({ order: 'A-7' })
})

test('a signal that does not fit starts nothing', async () => {
  await expect(triggered('ordered', { number: 'seven' })).rejects.toThrow('INPUT_INVALID')
})

test('an event of an emitter is handed over as it is', async () => {
  expect((await triggered('heard', { id: 'A-9' })).data).toEqual({ order: 'A-9' })
})

test('it says which signal of whom it begins with', () => {
  expect(begins('ordered')).toEqual({ by: 'signal', name: 'ordered' })
  expect(begins('heard')).toEqual({ by: 'signal', name: 'order', source: shop })
  expect(begins('clicked')).toMatchObject({ by: 'signal', name: 'order', source: expect.any(EventTarget) })
})
