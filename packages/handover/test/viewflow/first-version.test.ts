/** What Viewflow's first version did otherwise, and how it is here. `docs/from-viewflow.md` leads to each of these. */
import { flow, type Actor } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { databases } from '../promises/databases.ts'
import { lastTask } from './last-task.ts'
import { trace } from './trace.ts'

const maya: Actor = { id: 'maya', name: 'Maya', permissions: ['letter.manage'] }
const data = z.object({ text: z.string().default(''), bad: z.boolean().default(false) })
let isBroken = false

const letter = flow('letter', {
  data,
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('write'),
    write: n.view({ fields: ['text'] }).next('wait'),
    wait: n.timer('1 h').next('isShort'),
    isShort: n
      .if((visit) => {
        if (isBroken) throw new Error('cannot count')
        return visit.process.data.text.length < 10
      })
      .yes('fork')
      .no('done'),
    fork: n.split().next('one').next('two'),
    one: n.view({ fields: [] }).next('any'),
    two: n.view({ fields: [] }).next('any'),
    any: n.join({ after: 1, rest: 'absorb' }).next('done'),
    done: n.end(),
  }),
})
const bell = flow('bell', {
  data,
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('hear'),
    hear: n
      .catchSignal('post', z.object({ text: z.string() }), {
        receive: (visit, { text }) => void (visit.process.data.text = text),
      })
      .next('done'),
    done: n.end(),
  }),
})

describe.each(databases)('the first version, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows: [letter, bell], database })
  })
  afterAll(() => driver.close())

  const written = async (text = 'short') => {
    isBroken = false
    const process = await driver.start('letter', 'start', {})
    await driver.command(await lastTask(driver, process, 'write'), 'complete', { input: { text } })
    return process
  }

  it('a signal runs a function on the task that waits for it, and a signal that nobody waits for is no error', async () => {
    await driver.signal('post', { text: 'too early' })
    await driver.idle()
    const process = await driver.start('bell', 'start', {})
    await driver.signal('post', { text: 'hello' })
    await driver.idle()
    expect(await driver.process(process)).toMatchObject({ status: 'done', data: { text: 'hello' } })
  })

  it('a gate that failed says why at its task, and can be tried again', async () => {
    const process = await written()
    isBroken = true
    await driver.advanceClock('2 h')
    expect(await lastTask(driver, process, 'isShort')).toMatchObject({
      status: 'error',
      error: { message: 'cannot count' },
    })
    isBroken = false
    await driver.command(await lastTask(driver, process, 'isShort'), 'retry')
    expect((await trace(driver, process)).slice(-4)).toEqual(['isShort: done', 'fork: done', 'one: new', 'two: new'])
  })

  it('an undone task stays open at its place, and is done again as a fresh one', async () => {
    const process = await written()
    await driver.command(await lastTask(driver, process, 'write'), 'undo')
    const undone = await lastTask(driver, process, 'write')
    expect(undone).toMatchObject({ status: 'canceled', reason: 'undone', finishedAt: null, owner: null })
    expect((await driver.process(process)).status).toBe('running')
    await driver.command(undone, 'revive')
    expect((await driver.tasks({ process, node: 'write' })).map(({ status }) => status)).toEqual(['revived', 'new'])
  })

  it('a process whose successors were canceled goes on again by reviving one of them', async () => {
    const process = await written()
    await driver.command(await lastTask(driver, process, 'wait'), 'cancel', { by: maya })
    expect(await driver.process(process)).toMatchObject({ status: 'canceled', reason: 'no token left' })
    await driver.command(await lastTask(driver, process, 'wait'), 'revive', { by: maya })
    expect(await driver.process(process)).toMatchObject({ status: 'running' })
    expect(await lastTask(driver, process, 'wait')).toMatchObject({ status: 'scheduled' })
  })

  it('a join that goes on at the first arrival makes no second join of those that come later', async () => {
    const process = await written()
    await driver.advanceClock('2 h')
    for (const node of ['one', 'two'])
      await driver.command(await lastTask(driver, process, node), 'complete', { input: {} })
    expect(await driver.tasks({ process, node: 'any' })).toHaveLength(1)
    expect(await driver.process(process)).toMatchObject({ status: 'done' })
  })
})
