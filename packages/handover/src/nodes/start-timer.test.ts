import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { frozen } from '../flow/define-flow.ts'
import { Driven } from '../../test/drive-engine.ts'
import { problemsOf } from '../../test/sketch-flow.ts'

const reporting = (schedule: string, zone?: string) =>
  flow('reporting', {
    data: z.object({ day: z.string() }),
    nodes: (n) => ({
      daily: n
        .startTimer(schedule, (due) => ({ day: due.toISOString().slice(0, 10) }), zone === undefined ? {} : { zone })
        .next('done'),
      done: n.end(),
    }),
  })

test('the first data is filled with the moment at which it was due', async () => {
  const run = new Driven(frozen(reporting('0 8 * * *')))
  const input = '2030-01-02T08:00:00.000Z'
  await run.give({ type: 'start', node: 'daily', input, by: null, note: null, isTriggered: true })
  expect(run.data).toEqual({ day: '2030-01-02' })
})

test('it says when it begins', () => {
  const begins = (flow: unknown) => {
    const node = frozen(flow as never).graph['daily']!
    return node.kind.begins!(node)
  }
  expect(begins(reporting('every day'))).toEqual({ by: 'timer', schedule: 'every day' })
  const zone = 'Europe/Berlin'
  expect(begins(reporting('0 8 * * *', zone))).toEqual({ by: 'timer', schedule: '0 8 * * *', zone })
})

test('a schedule that cannot be read is refused', () => {
  expect(problemsOf(() => reporting('each day'))).toMatchObject([
    {
      code: 'FLOW_BAD_OPTION',
      node: 'daily',
      message: "Flow 'reporting': 'daily': the schedule 'each day' cannot be read.",
    },
  ])
})

test('a time zone that is not known is refused, and only that', () => {
  expect(problemsOf(() => reporting('0 8 * * *', 'Mars/Base'))).toMatchObject([
    { code: 'FLOW_BAD_OPTION', message: "Flow 'reporting': 'daily': the time zone 'Mars/Base' is not known." },
  ])
})
