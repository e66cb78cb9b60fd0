import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { createTestHandover } from './index.ts'
import { simulatedClock } from './simulated-clock.ts'

describe('the simulated clock', () => {
  it('begins on a Monday morning and stands still', () => {
    expect(simulatedClock().now()).toEqual(new Date('2026-01-05T09:00:00.000Z'))
  })

  it('moves on by a duration, or to a moment', async () => {
    const clock = simulatedClock('2026-03-01T00:00Z')
    await clock.advance('1 day 30 min')
    expect(clock.now()).toEqual(new Date('2026-03-02T00:30Z'))
    await clock.set(new Date('2026-04-01T12:00Z'))
    expect(clock.now()).toEqual(new Date('2026-04-01T12:00Z'))
  })

  it.each(['soon', '3', '', '-1 day'])('does not understand the duration %j', async (duration) => {
    await expect(simulatedClock().advance(duration)).rejects.toMatchObject({ code: 'OPTION_INVALID' })
  })

  it('does not go back', async () => {
    const clock = simulatedClock('2026-03-01T00:00Z')
    await expect(clock.set('2026-02-28T00:00Z')).rejects.toThrow('history does not go back')
  })

  it('is the time of all that happens', async () => {
    const once = flow('once', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.startHandle(z.object({}), () => ({})).next('look'),
        look: n.view({ fields: [] }).due('3 days').next('done'),
        done: n.end(),
      }),
    })
    const test = await createTestHandover({ flows: [once], now: '2026-03-01T08:00Z' })
    onTestFinished(() => test.close())
    const process = await test.system.start(once, 'start', {})
    expect((await process.task('look')).dueAt).toEqual(new Date('2026-03-04T08:00Z'))
    await test.clock.advance('5 days')
    await test.system.complete(process, 'look', {})
    expect((await process.history()).at(-1)?.at).toBe('2026-03-06T08:00:00.000Z')
  })
})
