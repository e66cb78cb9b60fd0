import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'
import { problemsOf } from '../../test/sketch-flow.ts'

const waiting = (after: string | (() => Date | string)) =>
  flow('waiting', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('dry'),
      dry: n.timer(after).next('done'),
      done: n.end(),
    }),
  })

test.each([
  ['a duration', '2 h', '2030-01-01T11:01:00.000Z'],
  ['a duration of the calendar', 'P1M', '2030-02-01T09:01:00.000Z'],
  ['a moment of a rule', () => new Date('2030-05-01T00:00:00Z'), '2030-05-01T00:00:00.000Z'],
  ['a duration of a rule', () => '1 day', '2030-01-02T09:01:00.000Z'],
])('a timer waits for %s, and goes on when it is over', async (_, after, wake) => {
  const run = await begin(waiting(after))
  expect(run.at('dry')).toMatchObject({ status: 'scheduled', waits: { wake } })
  run.wait(200 * 24 * 60)
  await run.trigger('dry', 'timer')
  expect(run.process.status).toBe('done')
})

test.each(['a while', '', 7 as never])('%j is no time to wait', (after) => {
  expect(problemsOf(() => waiting(after))).toMatchObject([{ code: 'FLOW_BAD_DURATION', node: 'dry' }])
})
