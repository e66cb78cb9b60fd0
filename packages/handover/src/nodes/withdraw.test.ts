import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'
import { problemsOf } from '../../test/sketch-flow.ts'

const racing = (...nodes: string[]) =>
  flow('racing', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('red').next('blue').next('green').next('judge'),
      red: n.view({ fields: [] }).next('won'),
      blue: n.view({ fields: [] }).next('won'),
      green: n.view({ fields: [] }).next('won'),
      won: n.end(),
      judge: n.view({ fields: [] }).next('stop'),
      stop: n.withdraw(nodes as ['red', 'blue']).next('over'),
      over: n.end(),
    }),
  })

test('what is open at the named nodes is withdrawn, and nothing else', async () => {
  const run = await begin(racing('red', 'blue'))
  await run.complete('judge')
  expect(run.at('red')).toMatchObject({ status: 'canceled', reason: 'withdrawn' })
  expect(run.at('blue')).toMatchObject({ status: 'canceled', reason: 'withdrawn' })
  expect(run.standing()).toBe('green')
})

test('a node that does not exist is refused, with the one that was probably meant', () => {
  expect(problemsOf(() => racing('red', 'bleu'))).toMatchObject([
    {
      code: 'FLOW_UNKNOWN_NODE',
      node: 'stop',
      message: "Flow 'racing': 'stop' withdraws 'bleu', which does not exist.",
      next: "Did you mean 'blue'?",
    },
  ])
})
