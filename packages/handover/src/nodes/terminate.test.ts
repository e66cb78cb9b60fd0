import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'

const ending = flow('ending', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('fork'),
    fork: n.split().next('work').next('stop'),
    work: n.view({ fields: [] }).next('done'),
    done: n.end(),
    stop: n.view({ fields: [] }).next('over'),
    over: n.terminate(),
  }),
})

test('it ends the process, whatever is open', async () => {
  const run = await begin(ending)
  await run.complete('stop')
  expect(run.at('work')).toMatchObject({ status: 'canceled', reason: 'terminated' })
  expect(run.process).toMatchObject({ status: 'done', outcome: 'over' })
})
