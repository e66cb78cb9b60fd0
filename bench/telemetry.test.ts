import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { measureTelemetry } from './telemetry.ts'

test('who has no telemetry pays nothing for it that could be felt', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'handover-bench-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { command, asking, ratio, ratioWith } = await measureTelemetry({ count: 100, folder })
  // A command takes hundreds of microseconds; even a machine that does much else asks within a few.
  expect(command).toBeGreaterThan(20)
  expect(asking).toBeLessThan(command / 20)
  expect(ratio).toBeCloseTo(command / (command - asking), 2)
  expect(ratioWith).toBeGreaterThan(0)
})
