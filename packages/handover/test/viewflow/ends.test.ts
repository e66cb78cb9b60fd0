/** How a process ends in Viewflow, and how here. `docs/from-viewflow.md` leads to each of these. */
import { flow, type Process } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { databases } from '../promises/databases.ts'
import { lastTask } from './last-task.ts'
import { trace } from './trace.ts'

/** Two people work; whoever is done leads to the end that the process was told. */
const ending = flow('ending', {
  data: z.object({ how: z.enum(['end', 'stop', 'fail']) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ how: z.enum(['end', 'stop', 'fail']) }), (input) => input).next('fork'),
    fork: n.split().next('work').next('other'),
    work: n.view({ fields: [] }).next('how'),
    other: n.view({ fields: [] }).next('slow'),
    how: n
      .switch()
      .when((visit) => visit.process.data.how === 'stop', 'stopped')
      .when((visit) => visit.process.data.how === 'fail', 'failed')
      .otherwise('fast'),
    fast: n.end(),
    slow: n.end(),
    stopped: n.terminate(),
    failed: n.fail('NO_STOCK'),
  }),
})

describe.each(databases)('ends, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows: [ending], database })
  })
  afterAll(() => driver.close())

  const complete = async (process: Process, node: string) =>
    driver.command(await lastTask(driver, process, node), 'complete', { input: {} })

  it('an end ends its path; the last one ends the process and is its outcome', async () => {
    const process = await driver.start('ending', 'start', { how: 'end' })
    await complete(process, 'work')
    expect(await driver.process(process)).toMatchObject({ status: 'running' })
    await complete(process, 'other')
    expect(await driver.process(process)).toMatchObject({ status: 'done', outcome: 'slow' })
  })

  it('a terminate ends the whole process, and cancels what is open', async () => {
    const process = await driver.start('ending', 'start', { how: 'stop' })
    await complete(process, 'work')
    expect(await driver.process(process)).toMatchObject({ status: 'done', outcome: 'stopped' })
    expect(await trace(driver, process)).toContain('other: canceled, terminated')
  })

  it('an error end fails the whole process, with its code', async () => {
    const process = await driver.start('ending', 'start', { how: 'fail' })
    await complete(process, 'work')
    expect(await driver.process(process)).toMatchObject({ status: 'failed', outcome: 'failed', reason: 'NO_STOCK' })
    expect(await lastTask(driver, process, 'other')).toMatchObject({ status: 'canceled' })
  })

  it('undoing an end opens the process again', async () => {
    const process = await driver.start('ending', 'start', { how: 'end' })
    await complete(process, 'work')
    await complete(process, 'other')
    await driver.command(await lastTask(driver, process, 'slow'), 'undo')
    expect(await driver.process(process)).toMatchObject({ status: 'running', outcome: null })
    await driver.command(await lastTask(driver, process, 'slow'), 'revive')
    expect(await driver.process(process)).toMatchObject({ status: 'done', outcome: 'slow' })
  })
})
