import { describe, expect, test } from 'vitest'
import { embeddedJobs } from './embedded.ts'
import type { HandedJob } from './job-queue.ts'

const jobOf = (id: string): HandedJob => ({ id, tenant: '', process: 'p', task: `t${id}` })

describe('the plain runner of jobs', () => {
  test('has room for so many at once, and again when one has ended', async () => {
    const ends: (() => void)[] = []
    const queue = embeddedJobs({ concurrency: 2 })
    expect(queue.room).toBe(0)
    await queue.start(() => new Promise((resolve) => ends.push(resolve)))
    expect(queue.room).toBe(2)
    await queue.hand(jobOf('1'))
    await queue.hand(jobOf('2'))
    expect(queue.room).toBe(0)
    ends[0]!()
    await expect.poll(() => queue.room).toBe(1)
  })

  test('runs a job once at a time, however often it is handed over', async () => {
    const run: string[] = []
    const queue = embeddedJobs()
    let end = () => {}
    await queue.start(({ id }) => {
      run.push(id)
      return new Promise((resolve) => (end = resolve))
    })
    await queue.hand(jobOf('1'))
    await queue.hand(jobOf('1'))
    expect(run).toEqual(['1'])
    end()
    await expect.poll(() => queue.room).toBe(4)
    await queue.hand(jobOf('1'))
    expect(run).toEqual(['1', '1'])
  })

  test('waits for those that run when it stops, and begins no more', async () => {
    let end = () => {}
    let hasEnded = false
    const queue = embeddedJobs()
    await queue.start(async () => {
      await new Promise<void>((resolve) => (end = resolve))
      hasEnded = true
    })
    await queue.hand(jobOf('1'))
    const stopped = queue.stop()
    await queue.hand(jobOf('2'))
    end()
    await stopped
    expect(hasEnded).toBe(true)
    expect(queue.room).toBe(0)
  })

  test.each([0, 1.5, Number.NaN])('refuses to run %d at once', (concurrency) => {
    expect(() => embeddedJobs({ concurrency })).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }))
  })
})
