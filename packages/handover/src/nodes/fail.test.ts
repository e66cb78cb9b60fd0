import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'
import { problemsOf } from '../../test/sketch-flow.ts'

const failing = (code: string) =>
  flow('failing', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('work').next('stop'),
      work: n.view({ fields: [] }).next('done'),
      done: n.end(),
      stop: n.view({ fields: [] }).next('over'),
      over: n.fail(code),
    }),
  })

test('the process has failed with its code, whatever is open', async () => {
  const run = await begin(failing('NO_STOCK'))
  await run.complete('stop')
  expect(run.at('work')).toMatchObject({ status: 'canceled', reason: 'terminated' })
  expect(run.process).toMatchObject({ status: 'failed', outcome: 'over', reason: 'NO_STOCK' })
})

test('a failure needs a code', () => {
  expect(problemsOf(() => failing(''))).toMatchObject([{ code: 'FLOW_BAD_OPTION', node: 'over' }])
})
