import { expect, test } from 'vitest'
import { measureSize, sizeInWords } from './size.ts'

test('the cost of pages, of commands in old processes and of timers is measured', { timeout: 120_000 }, async () => {
  const measured = await measureSize({ open: 2000, finished: 6000, timers: 40, age: 200, rounds: 10 })
  expect(measured.lists.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['inbox', 'queue', 'archive', 'process']),
  )
  for (const { few, many, buffersRatio } of measured.lists) {
    expect(few.buffers).toBeGreaterThan(0)
    expect(many.p99).toBeGreaterThan(0)
    // Twice the size is found in the buffers when a table is read from end to end.
    expect(buffersRatio).toBeLessThanOrEqual(1.5)
  }
  expect(measured.age.tasks).toBe(200)
  expect(measured.age.ratio).toBeGreaterThan(0)
  expect(measured.timers).toMatchObject({ timers: 40 })
  expect(measured.timers.seconds).toBeGreaterThan(0)
  expect(measured.timers.late.p50).toBeGreaterThanOrEqual(0)
  expect(sizeInWords(measured)).toMatch(/inbox +p99 [\d.]+ ms/)
})
