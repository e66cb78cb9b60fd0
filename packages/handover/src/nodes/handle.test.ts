import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'

const paying = flow('paying', {
  data: z.object({ paid: z.number().default(0) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('arrived'),
    arrived: n
      .handle(z.object({ amount: z.number() }), ({ process }, { amount }) => void (process.data.paid += amount))
      .next('done'),
    done: n.end(),
  }),
})

test('a handle waits, for nobody, until a program runs it with its input', async () => {
  const run = await begin(paying)
  expect(run.at('arrived')).toMatchObject({ status: 'new', audience: null })
  await run.command('run', 'arrived', { input: { amount: 12 } })
  expect(run.data['paid']).toBe(12)
  expect(run.process.status).toBe('done')
})

test('a handle refuses another input and waits on', async () => {
  const run = await begin(paying)
  await expect(run.command('run', 'arrived', { input: { amount: 'much' } })).rejects.toThrow('INPUT_INVALID')
  expect(run.at('arrived').status).toBe('new')
})
