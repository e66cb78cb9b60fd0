import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'

const counting = (count: (data: { sum: number }) => unknown) =>
  flow('counting', {
    data: z.object({ sum: z.number().max(9).default(1) }),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('add'),
      add: n.function(async ({ process }) => void (await count(process.data))).next('double'),
      double: n.function(({ process }) => void (process.data = { sum: process.data.sum * 2 })).next('done'),
      done: n.end(),
    }),
  })

test('functions run one after the other, each with what the one before left', async () => {
  const run = await begin(counting((data) => (data.sum += 2)))
  expect(run.data).toEqual({ sum: 6 })
})

test('data that a function leaves invalid is refused', async () => {
  await expect(begin(counting((data) => (data.sum = 8)))).rejects.toThrow("'sum'")
})

test('what a function throws goes to the caller', async () => {
  const failing = counting(() => {
    throw new Error('no paper')
  })
  await expect(begin(failing)).rejects.toThrow('no paper')
})
