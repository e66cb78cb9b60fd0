/** What a job answers is laid over the data. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { createTestHandover } from '../testing/index.ts'

const day = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})

/** A process whose job answers with this; its data lets further keys in when `isLoose`. */
async function answering(answer: unknown, isLoose = false) {
  const shape = { at: day.optional(), note: z.string().max(5).default('none'), kept: z.string().default('kept') }
  const work = flow('work', {
    data: isLoose ? z.looseObject(shape) : z.object(shape),
    nodes: (n) => ({
      start: n.startHandle(z.object({}), () => ({})).next('job'),
      job: n.job(async () => answer as {}).next('done'),
      done: n.end(),
    }),
  })
  const test = await createTestHandover({ flows: [work] })
  onTestFinished(() => test.close())
  const process = await test.system.start(work, 'start', {})
  const job = (await process.tasks()).find(({ node }) => node === 'job')!
  return { process, job }
}

describe('what a job answers', () => {
  it('is laid over the data as functions see it, and told in the history', async () => {
    const at = new Date('2026-03-01T12:00:00.000Z')
    const { process } = await answering({ at, note: 'sent' })
    expect(process).toMatchObject({ status: 'done', data: { at, note: 'sent', kept: 'kept' } })
    const done = (await process.history()).find(({ type, node }) => type === 'task.done' && node === 'job')
    expect(done?.data).toMatchObject({ changed: { at: [null, at.toISOString()], note: ['none', 'sent'] } })
  })

  it('may be nothing', async () => {
    const { process } = await answering(undefined)
    expect(process).toMatchObject({ status: 'done', data: { note: 'none' } })
  })

  it.each([
    ['what does not fit', { note: 'far too long' }, "'note'"],
    ['a key that the data does not have', { note: 'x', nots: 1 }, "did you mean 'note'?"],
    ['what is no object', [1], 'has to be an object'],
  ])('is refused for %s, which stays with the task', async (_, answer, why) => {
    const { process, job } = await answering(answer)
    expect(job).toMatchObject({ status: 'error', error: { code: 'INPUT_INVALID' } })
    expect(job.error!.message).toContain(why)
    expect(process).toMatchObject({ status: 'running', data: { note: 'none' } })
  })

  it('may bring keys of its own where the data lets them in', async () => {
    const { process } = await answering({ more: 7 }, true)
    expect(process.data).toMatchObject({ more: 7 })
  })
})
