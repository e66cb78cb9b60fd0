import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../../index.ts'
import { begin } from '../../../test/drive-engine.ts'

const choice = flow('choice', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('wait'),
    wait: n.first().next('call').next('write'),
    call: n.view({ fields: [] }).next('answer'),
    write: n.view({ fields: [] }).next('answer'),
    answer: n.view({ fields: [] }).next('sign'),
    sign: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})

test('a branch of a choice that is skipped is the one that is taken', async () => {
  const run = await begin(choice)
  await run.command('skip', 'call', { note: 'they called us' })
  expect(run.standing()).toBe('answer')
  expect(run.at('write')).toMatchObject({ status: 'canceled', reason: 'withdrawn' })
})

test('what the edge hands over is handed over', async () => {
  const seeded = flow('seeded', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('a'),
      a: n.view({ fields: [] }).next('b', { seed: () => 'for b' }),
      b: n.view({ fields: [] }).next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(seeded)
  await run.command('skip', 'a', { note: 'x' })
  expect(run.at('b').item).toBe('for b')
})
