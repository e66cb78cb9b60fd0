import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'

const billing = flow('billing', {
  data: z.object({ total: z.number().default(0) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('step'),
    step: n.send((visit) => void (visit.process.data.total += 5)).next('done'),
    done: n.end(),
  }),
})

test('a send runs by itself and keeps what it changes', async () => {
  const run = await begin(billing)
  expect(run.data['total']).toBe(5)
  expect(run.at('step')).toMatchObject({ kind: 'send', status: 'done' })
})
