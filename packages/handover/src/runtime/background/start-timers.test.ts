import { flow } from 'handover'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { frozen } from '../../flow/define-flow.ts'
import type { Timer } from '../../storage/store.ts'
import { nextOf, startOf } from './start-timers.ts'

const scheduled = (schedule: string) => {
  const defined = flow('report', {
    data: z.object({ due: z.string() }),
    nodes: (n) => ({
      start: n.startTimer(schedule, (due) => ({ due: due.toISOString() })).next('done'),
      done: n.end(),
    }),
  })
  return { flows: new Map([['report', frozen(defined)]]) }
}
const timer = (dueAt: string): Timer => ({
  key: 'start:report/start',
  tenant: '',
  dueAt,
  task: null,
  process: null,
  data: null,
})
const next = (schedule: string, dueAt: string, now: string) =>
  nextOf(startOf(scheduled(schedule), timer(dueAt))!, timer(dueAt), new Date(now))?.dueAt

describe('the next time of a start', () => {
  test('follows from when it was due, not from when it was late', () => {
    expect(next('every 15 min', '2026-01-05T09:00:00.000Z', '2026-01-05T09:00:07.000Z')).toBe(
      '2026-01-05T09:15:00.000Z',
    )
  })

  test('is in the future: what was missed is not made up for more than once', () => {
    expect(next('0 8 * * *', '2026-01-05T08:00:00.000Z', '2026-01-09T07:00:00.000Z')).toBe('2026-01-09T08:00:00.000Z')
    expect(next('every 1 h', '2026-01-05T08:00:00.000Z', '2026-01-05T11:30:00.000Z')).toBe('2026-01-05T12:30:00.000Z')
  })

  test('is none after the last of a counted repetition', () => {
    const schedule = 'R2/2026-01-05T08:00:00Z/PT1H'
    expect(next(schedule, '2026-01-05T08:00:00.000Z', '2026-01-05T08:00:01.000Z')).toBe('2026-01-05T09:00:00.000Z')
    expect(next(schedule, '2026-01-05T09:00:00.000Z', '2026-01-05T09:00:01.000Z')).toBeUndefined()
  })
})
