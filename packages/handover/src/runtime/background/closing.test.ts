import { createHandover, flow, type JobQueue } from 'handover'
import { createTestHandover } from 'handover/testing'
import { sqliteStore } from 'handover/sqlite'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'

/** In which order it is called; it keeps what it is handed and runs nothing. */
function noticing(more: Partial<JobQueue> = {}): JobQueue & { readonly calls: readonly string[] } {
  const calls: string[] = []
  return {
    calls,
    name: 'noticing',
    room: 4,
    enqueue: async () => void calls.push('enqueue'),
    start: async () => void calls.push('start'),
    hand: async () => {},
    stop: async () => void calls.push('stop'),
    ...more,
  }
}

/** A letter is read slowly, and makes a job. */
const readers = (read: () => Promise<void>) =>
  flow('readers', {
    data: z.object({}),
    nodes: (n) => ({
      letter: n.startMessage('letter', z.object({}), () => ({})).next('read'),
      read: n.function(read).next('file'),
      file: n.job(() => ({})).next('done'),
      done: n.end(),
    }),
  })

describe('a server that closes', () => {
  test('ends its queue of jobs once more when a delivery that was under way has made a job', async () => {
    const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const read = () => (begun.resolve(), goOn.promise)
    const jobs = noticing()
    await using made = await createTestHandover({ flows: [readers(read)], jobs })
    await made.handover.message('letter', { payload: {} })
    await begun.promise
    const closing = made.handover.close()
    await vi.waitFor(() => expect(jobs.calls).toContain('stop'))
    goOn.resolve()
    await closing
    expect(jobs.calls).toContain('enqueue')
    expect(jobs.calls.at(-1)).toBe('stop')
  })

  test('closes its store even when its queue of jobs cannot be ended', async () => {
    const jobs = noticing({ stop: () => Promise.reject(new Error('no answer')) })
    const made = await createTestHandover({ flows: [], jobs })
    const close = vi.spyOn(made.store, 'close')
    await expect(made.handover.close()).rejects.toThrow('no answer')
    expect(close).toHaveBeenCalledOnce()
  })

  test('which could not start leaves no part of its queue of jobs running', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'handover-closing-'))
    const store = sqliteStore({ file: join(folder, 'a.db') })
    onTestFinished(async () => {
      await store.close()
      rmSync(folder, { recursive: true })
    })
    const stop = vi.fn(async () => {})
    const jobs = noticing({ start: () => Promise.reject(new Error('no worker')), stop })
    await expect(createHandover({ flows: [], store, jobs, migrate: true })).rejects.toThrow('no worker')
    expect(stop).toHaveBeenCalled()
  })
})
