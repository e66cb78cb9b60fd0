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

test('a branch of a choice that was moved is taken when it is done', async () => {
  const run = await begin(choice)
  await run.command('move', 'call', { to: 'answer' })
  expect(run.standing()).toBe('write answer')
  await run.complete('answer')
  expect(run.standing()).toBe('sign')
  expect(run.at('write')).toMatchObject({ status: 'canceled', reason: 'withdrawn' })
})
