import { expect, test } from 'vitest'
import { deskInWords, measureDesk } from './desk.ts'

test(
  'the desk keeps its promises of size, and its speed is measured in a real browser',
  { timeout: 120_000 },
  async () => {
    const measured = await measureDesk({ tasks: 160, loads: 1 })
    const { chunks, beforeInbox, answers, scroll } = measured
    expect(beforeInbox.files).toBeGreaterThan(1)
    expect(beforeInbox.gzip).toBeLessThan(200_000)
    // Neither the form nor another page is waited for.
    expect(chunks.reduce((sum, { gzip }) => sum + gzip, 0)).toBeGreaterThan(beforeInbox.gzip + 80_000)
    for (const bytes of Object.values(answers)) {
      expect(bytes).toBeGreaterThan(1000)
      expect(bytes).toBeLessThan(30_000)
    }
    expect(scroll.pages).toBeGreaterThan(1)
    expect(scroll.slowestPageMs).toBeGreaterThan(0)
    expect(measured.inboxMs).toBeGreaterThan(0)
    expect(measured.filterMs).toBeGreaterThan(0)
    expect(deskInWords(measured)).toMatch(/before the inbox shows: [\d.]+ kB in \d+ files/)
  },
)
