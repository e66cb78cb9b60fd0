import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'

const closing = flow('closing', {
  data: z.object({ why: z.string().default('') }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('closed'),
    closed: n
      .catchSignal('shop-closed', z.object({ why: z.string() }), {
        receive: ({ process }, { why }) => void (process.data.why = why),
      })
      .next('opened'),
    opened: n.catchSignal('shop-opened').next('done'),
    done: n.end(),
  }),
})

test('it waits for the signal and receives what it brings', async () => {
  const run = await begin(closing)
  expect(run.at('closed').waits).toEqual({ signal: 'shop-closed' })
  await run.trigger('closed', 'signal', { why: 'snow' })
  expect(run.data['why']).toBe('snow')
})

test('it needs nothing but the signal', async () => {
  const run = await begin(closing)
  await run.trigger('closed', 'signal', { why: 'snow' })
  await run.trigger('opened', 'signal', 'whatever')
  expect(run.process.status).toBe('done')
})
