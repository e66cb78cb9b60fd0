import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { actor, begin } from '../../test/drive-engine.ts'

const leave = flow('leave', {
  data: z.object({ reason: z.string().min(1), days: z.number().default(1), note: z.string().optional() }),
  nodes: (n) => ({
    start: n.start({ fields: ['reason', 'note'] }).next('work'),
    work: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})

test('a start fills the data with what was sent and with defaults', async () => {
  const run = await begin(leave, 'start', { reason: 'Holiday' })
  expect(run.data).toEqual({ reason: 'Holiday', days: 1 })
})

test('a start belongs to who started', async () => {
  const run = await begin(leave, 'start', { reason: 'Holiday' }, { by: actor('Anna') })
  expect(run.at('start')).toMatchObject({ status: 'done', owner: 'anna', ownerName: 'Anna', kind: 'start' })
})

test('invalid input starts nothing', async () => {
  await expect(begin(leave, 'start', { reason: '' })).rejects.toThrow("INPUT_INVALID: Flow 'leave': 'start' refuses")
})
