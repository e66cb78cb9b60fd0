/** How Viewflow begins a process, and how the same is said here. `docs/from-viewflow.md` leads to each of these. */
import { EventEmitter } from 'node:events'
import { flow, type Actor } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { databases } from '../promises/databases.ts'
import { lastTask } from './last-task.ts'
import { trace } from './trace.ts'

const anna: Actor = { id: 'anna', name: 'Anna', permissions: ['request.start'] }
const ben: Actor = { id: 'ben', name: 'Ben', permissions: [] }

const data = z.object({ message: z.string().min(1), copies: z.int().default(1) })
const shop = new EventEmitter()

const request = flow('request', {
  data,
  nodes: (n) => ({
    start: n
      .start({ fields: ['message', 'copies'] })
      .permission()
      .next('approve'),
    fromMembers: n
      .start({ fields: ['message'] })
      .available((who) => who.id === 'ben')
      .next('approve'),
    fromCode: n
      .startHandle(z.object({ text: z.string() }), ({ text }) => ({ message: text, copies: 3 }))
      .next('approve'),
    approve: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})
const mailed = flow('mailed', {
  data,
  nodes: (n) => ({
    start: n
      .startMessage('mail', z.object({ subject: z.string() }), ({ subject }) => ({ message: subject }))
      .next('done'),
    done: n.end(),
  }),
})
const rung = flow('rung', {
  data,
  nodes: (n) => ({
    start: n.startSignal('ring', z.object({ who: z.string() }), ({ who }) => ({ message: who })).next('done'),
    done: n.end(),
  }),
})
const sold = flow('sold', {
  data,
  nodes: (n) => ({
    start: n.startSignal<{ article: string }>(shop, 'sale', ({ article }) => ({ message: article })).next('done'),
    done: n.end(),
  }),
})
const hourly = flow('hourly', {
  data: z.object({ due: z.string() }),
  nodes: (n) => ({
    start: n.startTimer('every 1 h', (due) => ({ due: due.toISOString() })).next('done'),
    done: n.end(),
  }),
})

describe.each(databases)('starts, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows: [request, mailed, rung, sold], database })
  })
  afterAll(() => driver.close())

  const begun = async (of: typeof mailed | typeof rung | typeof sold) =>
    (await driver.handover.processes.list({ flow: of })).items.map((process) => process.data)

  it('a form starts a process, and stores nothing before it is valid', async () => {
    const before = await driver.dump()
    await expect(driver.start('request', 'start', { message: '' }, { by: anna })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    })
    expect(await driver.dump()).toEqual(before)
    const process = await driver.start('request', 'start', { message: 'Paper', copies: 2 }, { by: anna })
    expect(process).toMatchObject({ data: { message: 'Paper', copies: 2 }, startedBy: { id: 'anna' } })
    expect(await trace(driver, process)).toEqual(['start: done', 'approve: new'])
  })

  it('a flow has several starts', async () => {
    await driver.start('request', 'fromMembers', { message: 'Ink' }, { by: ben })
    const process = await driver.start('request', 'fromCode', { text: 'Ink' })
    expect((await lastTask(driver, process, 'fromCode')).status).toBe('done')
  })

  it('a start can be limited to a permission', async () => {
    expect(driver.handover.canStart(request, 'start', anna)).toEqual({ allowed: true })
    expect(driver.handover.canStart(request, 'start', ben)).toMatchObject({ code: 'PERMISSION_MISSING' })
  })

  it('a start can be limited by a rule about who starts', async () => {
    expect(driver.handover.canStart(request, 'fromMembers', ben)).toEqual({ allowed: true })
    await expect(driver.start('request', 'fromMembers', { message: 'Ink' }, { by: anna })).rejects.toMatchObject({
      code: 'START_NOT_OFFERED',
    })
  })

  it('code starts a process with an input of its own, and gets the process', async () => {
    const process = await driver.start('request', 'fromCode', { text: 'Toner' })
    expect(process).toMatchObject({ status: 'running', data: { message: 'Toner', copies: 3 }, startedBy: null })
  })

  it('code starts with what the form would take, checked alike', async () => {
    const process = await driver.start('request', 'start', { message: 'Glue' })
    expect(process).toMatchObject({ data: { message: 'Glue', copies: 1 } })
    await expect(driver.start('request', 'start', { mesage: 'Glue' })).rejects.toMatchObject({ code: 'INPUT_INVALID' })
  })

  it('a message that nobody waits for starts a process', async () => {
    await driver.message('mail', { payload: { subject: 'Hello' } })
    await driver.idle()
    expect(await begun(mailed)).toEqual([{ message: 'Hello', copies: 1 }])
  })

  it('a signal starts a process', async () => {
    await driver.signal('ring', { who: 'Zoe' })
    await driver.idle()
    expect(await begun(rung)).toEqual([{ message: 'Zoe', copies: 1 }])
  })

  it('an event of an emitter of the application starts a process', async () => {
    shop.emit('sale', { article: 'Pen' })
    await expect.poll(() => begun(sold), { timeout: 5000 }).toEqual([{ message: 'Pen', copies: 1 }])
  })

  it('a schedule starts a process each time', async () => {
    const clock = await open({ flows: [hourly], database })
    try {
      await clock.advanceClock('3 h')
      expect((await clock.handover.processes.list({ flow: hourly })).items).toHaveLength(3)
    } finally {
      await clock.close()
    }
  })

  it('the starts of a flow can be found without knowing their names', () => {
    const starts = Object.values(driver.handover.flows.get('request')!.graph).filter(
      ({ kind }) => kind.role === 'start',
    )
    expect(starts.map(({ name }) => name)).toEqual(['start', 'fromMembers', 'fromCode'])
  })
})
