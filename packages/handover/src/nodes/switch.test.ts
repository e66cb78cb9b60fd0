import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'

const sizing = flow('sizing', {
  data: z.object({ size: z.number() }),
  nodes: (n) => ({
    start: n.start({ fields: ['size'] }).next('pick'),
    pick: n
      .switch()
      .when(({ process }) => process.data.size < 10, 'small')
      .otherwise('huge')
      .when(async ({ process }) => process.data.size < 100, 'large'),
    small: n.end(),
    large: n.end(),
    huge: n.end(),
  }),
})

test.each([
  [5, 'small'],
  [50, 'large'],
  [500, 'huge'],
])('%d goes the first way that holds: %s', async (size, end) => {
  const run = await begin(sizing, 'start', { size })
  expect(run.process.outcome).toBe(end)
  expect(run.event('task.done', 'pick').data).toEqual({ read: { size }, told: end })
})
