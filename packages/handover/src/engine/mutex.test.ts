import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { begin } from '../../test/drive-engine.ts'
import { flow } from '../index.ts'

const taken = { code: 'MUTEX_TAKEN' }

/** Two parts that exclude each other; the first leads over a choice, a split with a join, and a job that may fail. */
const dock = flow('dock', {
  data: z.object({ isHeavy: z.boolean().default(true) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('fork'),
    fork: n.split().next('hook').next('fuel'),
    hook: n.view({ fields: [] }).mutex('crane').onMessage('storm', 'secure').next('weight'),
    secure: n.view({ fields: [] }).mutex('crane').next('ready'),
    weight: n
      .if((visit) => visit.process.data.isHeavy)
      .yes('both')
      .no('ready')
      .mutex('crane'),
    both: n.split().next('lift').next('hold').mutex('crane'),
    lift: n.view({ fields: [] }).mutex('crane').next('lifted'),
    hold: n.view({ fields: [] }).mutex('crane').next('lifted'),
    lifted: n.join().mutex('crane').next('weigh'),
    weigh: n
      .job(() => {}, { retries: 0 })
      .mutex('crane')
      .next('ready'),
    fuel: n.view({ fields: [] }).mutex('crane').next('ready'),
    ready: n.join({ of: 'fork' }).next('done'),
    done: n.end(),
  }),
})

describe('a part of a flow with a mutex', () => {
  test('keeps it over choices, splits and joins that have it too', async () => {
    const run = await begin(dock)
    await run.complete('hook')
    await expect(run.complete('fuel')).rejects.toMatchObject(taken)
    await run.complete('hold')
    await expect(run.complete('fuel')).rejects.toMatchObject(taken)
    await run.complete('lift')
    await expect(run.complete('fuel')).rejects.toMatchObject(taken)
    await run.work('weigh', { result: {} })
    await run.complete('fuel')
    expect(run.process.status).toBe('done')
  })

  test('keeps it while one of its tasks has failed, and through the retry', async () => {
    const run = await begin(dock)
    for (const node of ['hook', 'hold', 'lift']) await run.complete(node)
    await run.work('weigh', { error: 'no scales' })
    expect(run.at('weigh').status).toBe('error')
    await expect(run.complete('fuel')).rejects.toMatchObject(taken)
    await run.command('retry', 'weigh')
    await expect(run.complete('fuel')).rejects.toMatchObject(taken)
    await run.work('weigh', { result: {} })
    await run.complete('fuel')
  })

  test('keeps it when a boundary leads on within it', async () => {
    const run = await begin(dock)
    await run.assign('hook', { by: { id: 'anna', name: 'Anna', permissions: ['dock.manage'] } })
    await run.trigger('hook__message', 'message')
    expect(run.standing()).toBe('fuel secure')
    await expect(run.complete('fuel')).rejects.toMatchObject(taken)
    await run.complete('secure')
    await run.complete('fuel')
  })
})

test('a mutex per task lets others come between two tasks that follow each other', async () => {
  const exam = flow('exam', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('blood').next('xray'),
      blood: n.view({ fields: [] }).mutex('patient', { per: 'task' }).next('scan'),
      scan: n.view({ fields: [] }).mutex('patient', { per: 'task' }).next('ready'),
      xray: n.view({ fields: [] }).mutex('patient', { per: 'task' }).next('ready'),
      ready: n.join().next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(exam)
  const anna = { id: 'anna', name: 'Anna', permissions: ['exam.manage'] }
  await run.complete('blood')
  await run.assign('xray', { by: anna })
  await expect(run.complete('scan')).rejects.toMatchObject(taken)
  await run.complete('xray', {}, { by: anna })
  await run.complete('scan')
  expect(run.process.status).toBe('done')
})
