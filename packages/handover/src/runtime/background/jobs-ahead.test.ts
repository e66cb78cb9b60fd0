import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Delivery } from '../../storage/store.ts'
import { JobsAhead } from './jobs-ahead.ts'

const row = (id: string) => ({ id }) as Delivery

describe('jobs that are claimed ahead', () => {
  let ahead: JobsAhead
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] })
    ahead = new JobsAhead()
  })
  afterEach(() => vi.useRealTimers())
  const end = (count: number) => Array.from({ length: count }, () => ahead.next())

  test('are as many as have ended in the last second, and not too many', () => {
    expect(ahead.room).toBe(0)
    end(3)
    expect(ahead.room).toBe(3)
    ahead.keep(row('1'))
    expect(ahead.room).toBe(2)
    vi.advanceTimersByTime(1001)
    expect(ahead.room).toBeLessThan(1)
    end(100)
    expect(ahead.room).toBeLessThanOrEqual(32)
  })

  test('begin in their order when one has ended', () => {
    for (const id of ['1', '2']) ahead.keep(row(id))
    expect(end(3)).toEqual([row('1'), row('2'), undefined])
  })

  test('are let go when they have waited for longer than was thought', () => {
    ahead.keep(row('1'))
    vi.advanceTimersByTime(900)
    ahead.keep(row('2'))
    expect(ahead.takeLate()).toEqual([])
    vi.advanceTimersByTime(200)
    expect(ahead.takeLate()).toEqual([row('1')])
    expect(ahead.ids).toEqual(['2'])
    expect(ahead.takeAll()).toEqual([row('2')])
    expect(ahead.ids).toEqual([])
  })
})
