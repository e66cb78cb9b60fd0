import { expect, test } from 'vitest'
import { measureSize, sizeInWords } from './size.ts'

test('the cost of pages, of commands in old processes and of timers is measured', { timeout: 120_000 }, async () => {
  const measured = await measureSize({ open: 2000, finished: 6000, timers: 40, age: 200, rounds: 10 })
  expect(measured.lists.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['inbox', 'queue', 'archive', 'process']),
  )
  const most = (what: string) => (what.startsWith('processes') ? 3 : 1.5)
  for (const { figures } of measured.lists) {
    expect(figures.few.buffers).toBeGreaterThan(0)
    expect(figures.many.p99).toBeGreaterThan(0)
  }
  // A table of a few pages is read from end to end where a larger one is not: lists of processes pay for that once.
  const larger = measured.lists.filter(
    ({ what, ratios }) => ratios.among.buffers > 1.5 || ratios.few.buffers > most(what),
  )
  expect(larger).toEqual([])
  expect(measured.age.tasks).toBe(200)
  expect(measured.age.ratio).toBeGreaterThan(0)
  expect(measured.timers).toMatchObject({ timers: 40 })
  expect(measured.timers.seconds).toBeGreaterThan(0)
  expect(measured.timers.late.p50).toBeGreaterThanOrEqual(0)
  expect(sizeInWords(measured)).toMatch(/inbox +p99 [\d.]+ ms/)
})
