import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { createHandover, flow, type Actor } from '../index.ts'
import { createTestHandover } from '../testing/index.ts'

const anna: Actor = { id: 'anna', name: 'Anna', permissions: [] }
const zoe: Actor = { id: 'zoe', name: 'Zoe', permissions: [] }

const review = flow('review', {
  summary: ({ stars }) => `${stars} stars`,
  data: z.object({ stars: z.number().default(0) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('rate'),
    rate: n
      .view({ fields: ['stars'] })
      .permission('review.rate')
      .summary((visit) => `process ${visit.process.number}`)
      .result((visit) => `rated ${visit.process.data.stars}`)
      .next('read'),
    read: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})
const other = flow('other', {
  data: z.object({ stars: z.number().default(0) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('rate'),
    rate: n.view({ fields: ['stars'] }).next('done'),
    done: n.end(),
  }),
})

async function rating() {
  const test = await createTestHandover({ flows: [review, other] })
  onTestFinished(() => test.close())
  const process = await test.as(anna).start(review, 'start', {})
  return { test, process, task: await process.task('rate'), handover: test.handover }
}

describe('handover.complete', () => {
  it('completes a task as the node where it stands, with the texts that follow from its input', async () => {
    const { handover, task, process } = await rating()
    expect(task.summary).toBe(`process ${process.number}`)
    const done = await handover.complete(review, 'rate', task.id, { stars: 5 })
    expect(done).toMatchObject({ status: 'done', result: 'rated 5', process: { summary: '5 stars' } })
  })

  it('refuses a task of another flow, and says of which', async () => {
    const { handover, task } = await rating()
    await expect(handover.complete(other, 'rate', task.id, { stars: 5 })).rejects.toMatchObject({
      code: 'TASK_OF_OTHER_FLOW',
      details: { task: task.id, flow: 'other', actual: 'review' },
    })
  })

  it('refuses a task of another node, and says of which', async () => {
    const { handover, task } = await rating()
    await expect(handover.complete(review, 'read', task.id, {})).rejects.toMatchObject({
      code: 'TASK_OF_OTHER_NODE',
      details: { task: task.id, node: 'read', actual: 'rate' },
    })
  })

  it.each(['other flow', 'other node'])('tells nothing of a task of an%s to who may not see it', async (what) => {
    const { handover, task } = await rating()
    const attempt =
      what === 'other flow'
        ? handover.complete(other, 'rate', task.id, { stars: 5 }, { by: zoe })
        : handover.complete(review, 'read', task.id, {}, { by: zoe })
    await expect(attempt).rejects.toMatchObject({ code: 'TASK_NOT_FOUND', details: { task: task.id } })
  })

  it('refuses a flow that this server does not run', async () => {
    const { handover, task } = await rating()
    const foreign = flow('foreign', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('rate'),
        rate: n.view({ fields: [] }).next('done'),
        done: n.end(),
      }),
    })
    await expect(handover.complete(foreign, 'rate', task.id, {})).rejects.toMatchObject({ code: 'FLOW_UNKNOWN' })
  })
})

describe('a command', () => {
  it('to a process whose flow is not here says so', async () => {
    const { test, task } = await rating()
    const handover = await createHandover({ flows: [other], store: test.store, work: false })
    const known = await handover.tasks.get(task.id)
    await expect(known.do('complete', { input: {} })).rejects.toMatchObject({
      code: 'FLOW_UNKNOWN',
      details: { flow: 'review' },
    })
  })

  it('answers with the task as it is then, so that it can be gone on with', async () => {
    const { task } = await rating()
    const taken = await task.do('assign', { to: 'zoe' })
    expect(taken).toMatchObject({ status: 'assigned', owner: { id: 'zoe', name: 'zoe' } })
    expect(taken.can('complete', zoe)).toEqual({ allowed: true })
    await expect(taken.do('complete', { by: zoe, input: { stars: 1 } })).resolves.toMatchObject({ status: 'done' })
  })

  it('happens at the time of the clock, but never before what happened last', async () => {
    const { test, task, process } = await rating()
    const clock = new Date('2020-01-01T00:00Z')
    const behind = await createHandover({ flows: [review], store: test.store, work: false, now: () => clock })
    await (await behind.tasks.get(task.id)).do('assign', { to: 'zoe' })
    const times = (await process.history()).map(({ at }) => at)
    expect(times.at(-1)).toBe('2026-01-05T09:00:00.000Z')
  })

  it('is refused to the task of a start, which nobody works on', async () => {
    const { process } = await rating()
    const [start] = await process.tasks()
    await expect(start!.do('complete', { input: {} })).rejects.toMatchObject({ code: 'TASK_NOT_HUMAN' })
  })
})
