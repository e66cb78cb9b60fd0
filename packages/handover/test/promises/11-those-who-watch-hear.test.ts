import { flow, type Actor } from 'handover'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { HeardNotice, Notice } from '../../src/storage/store.ts'
import { open, type Driver } from '../driver.ts'
import { databases } from './databases.ts'
import { pause } from './pause.ts'

const ben: Actor = { id: 'ben', name: 'Ben', permissions: ['print.work'], groups: ['press'] }
let release: () => void
let began: number

const print = flow('print', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('read'),
    read: n.view({ fields: [] }).permission('print.work').next('print'),
    print: n
      .job(async (job) => {
        began = Date.now()
        job.progress(0.4, 'sending 40 of 100')
        await new Promise<void>((resolve) => void (release = resolve))
        return {}
      })
      .next('done'),
    done: n.end(),
  }),
})

describe.each(databases)('those who watch hear of it without asking, on %s', (database) => {
  let web: Driver
  let worker: Driver
  beforeEach(async () => {
    web = await open({ flows: [print], database, work: false })
    worker = await open({ flows: [print], database: web.place })
  })
  afterEach(async () => {
    await worker.close()
    await web.close()
  })
  const hearing = (at: Driver) => {
    const heard: HeardNotice[] = []
    at.handover.store.notices.listen((notice) => void heard.push(notice))
    const named = () => heard.filter((notice): notice is Notice => notice !== 'everything')
    return { heard, named }
  }
  const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 20 })
  const reading = async () => {
    const process = await web.start('print', 'start', {})
    return { process, task: (await web.tasks({ process, node: 'read' }))[0]! }
  }

  it('which process changed, and for whom lists did: before, and after', async () => {
    const { named } = hearing(web)
    const { process, task } = await reading()
    await soon(() => expect(named().length).toBe(1))
    expect(named()).toMatchObject([{ processes: [process.id], flows: ['print'], audience: ['permission:print.work'] }])
    await web.command(task, 'assign', { by: ben })
    await soon(() => expect(named().length).toBe(2))
    expect(named()[1]!.audience.toSorted()).toEqual(['permission:print.work', 'user:ben'])
  })

  it('nothing of what was refused', async () => {
    const { task } = await reading()
    await pause(100)
    const { named } = hearing(web)
    await expect(web.command(task, 'complete', { by: { ...ben, permissions: [] } })).rejects.toMatchObject({
      code: 'TASK_NOT_FOUND',
    })
    await pause(100)
    expect(named()).toEqual([])
  })

  it('a moment later of what was done in a transaction of the caller, when that is over', async () => {
    const { named } = hearing(web)
    const process = await web.handover.transaction((tx) => web.start('print', 'start', {}, { tx }))
    await soon(() => expect(named().map((notice) => notice.processes)).toEqual([[process.id]]))
  })

  it('how far a job is, wherever it runs', async () => {
    const { heard, named } = hearing(web)
    const { process, task } = await reading()
    await web.command(task, 'assign', { by: ben })
    await web.command(task, 'complete', { by: ben, input: {} })
    const jobOf = async () => (await web.tasks({ process, node: 'print' }))[0]!
    await soon(async () => expect((await jobOf()).progress).toEqual({ done: 0.4, note: 'sending 40 of 100' }))
    const job = await jobOf()
    expect(await web.handover.tasks.get(job.id)).toMatchObject({ progress: { done: 0.4, note: 'sending 40 of 100' } })
    const told = { process: process.id, task: job.id, done: 0.4, note: 'sending 40 of 100' }
    // Between two programs on one file nothing is named.
    const progress = () => named().flatMap((notice) => notice.progress)
    await soon(() => expect(database === 'postgres' ? progress().length > 0 : heard.includes('everything')).toBe(true))
    expect(progress()).toEqual(database === 'postgres' ? [told] : [])
    release()
    await soon(async () => expect(await jobOf()).toMatchObject({ status: 'done', progress: null }))
  })

  it('a worker begins at once with what another server has left for it, though it looks but once a second', async () => {
    await pause(300)
    const waits: number[] = []
    for (let round = 0; round < 6; round++) {
      const { process, task } = await reading()
      // Not in step with the looks that it has of its own.
      await pause(270)
      await web.command(task, 'assign', { by: ben })
      await web.command(task, 'complete', { by: ben, input: {} })
      const left = Date.now()
      began = 0
      await soon(() => expect(began).toBeGreaterThan(0))
      waits.push(began - left)
      release()
      await soon(async () => expect((await web.process(process)).status).toBe('done'))
    }
    expect(waits.toSorted((a, b) => a - b)[4]).toBeLessThan(database === 'postgres' ? 400 : 700)
  })
})
