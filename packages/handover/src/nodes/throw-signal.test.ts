import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'

const closing = flow('closing', {
  data: z.object({ why: z.string().default('snow') }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('close'),
    close: n.throwSignal('shop-closed', { payload: ({ process }) => ({ why: process.data.why }) }).next('open'),
    open: n.throwSignal('shop-opened').next('done'),
    done: n.end(),
  }),
})

test('signals leave with what they bring', async () => {
  const run = await begin(closing)
  expect(run.sent.map(({ sending }) => sending).filter(({ type }) => type === 'signal')).toEqual([
    { type: 'signal', name: 'shop-closed', payload: { why: 'snow' } },
    { type: 'signal', name: 'shop-opened', payload: null },
  ])
})
