import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { actor, begin } from '../../test/drive-engine.ts'
import { problemsOf } from '../../test/sketch-flow.ts'

const choosing = (taken?: 'completed' | 'started') =>
  flow('choosing', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('pick'),
      pick: n
        .first(taken && { taken })
        .next('call')
        .next('late'),
      call: n.view({ fields: [] }).next('called'),
      called: n.end(),
      late: n.timer('3 days').next('over'),
      over: n.end(),
    }),
  })

test('when one branch is done the others are withdrawn', async () => {
  const run = await begin(choosing())
  run.wait(4 * 24 * 60)
  await run.trigger('late', 'timer')
  expect(run.at('call')).toMatchObject({ status: 'canceled', reason: 'withdrawn' })
  expect(run.process.outcome).toBe('over')
})

test('taking it in hand decides nothing, unless it says so', async () => {
  const patient = await begin(choosing())
  await patient.assign('call', { by: actor('Ben') })
  expect(patient.standing()).toBe('call late')
  const hasty = await begin(choosing('started'))
  await hasty.assign('call', { by: actor('Ben') })
  expect(hasty.standing()).toBe('call')
})

test('it is taken in one of two ways', () => {
  expect(problemsOf(() => choosing('begun' as never))).toMatchObject([{ code: 'FLOW_BAD_OPTION', node: 'pick' }])
})
