/** What Viewflow waits for, throws and catches. `docs/from-viewflow.md` leads to each of these. */
import { flow, type Process } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { databases } from '../promises/databases.ts'
import { lastTask } from './last-task.ts'
import { trace } from './trace.ts'

const data = z.object({ id: z.string().default(''), paid: z.number().default(0), log: z.array(z.string()).default([]) })
const input = z.object({ id: z.string().default('') })

const cooling = flow('cooling', {
  data: data.extend({ until: z.string().optional() }),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('wait'),
    exact: n.startHandle(z.object({ until: z.string() }), (given) => given).next('waitUntil'),
    wait: n.timer('2 days').next('done'),
    waitUntil: n.timer((visit) => visit.process.data.until!).next('done'),
    done: n.end(),
  }),
})
const invoice = flow('invoice', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, (given) => given).next('paid'),
    paid: n
      .catchMessage('paid', z.object({ amount: z.number() }), {
        key: (visit) => visit.process.data.id,
        receive: (visit, { amount }) => void (visit.process.data.paid = amount),
      })
      .next('done'),
    done: n.end(),
  }),
})
const payer = flow('payer', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, (given) => given).next('pay'),
    pay: n
      .throwMessage('paid', { key: (visit) => visit.process.data.id, payload: () => ({ amount: 12 }) })
      .next('done'),
    done: n.end(),
  }),
})
const listener = flow('listener', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, (given) => given).next('listen'),
    listen: n
      .catchSignal('closing', z.string(), { receive: (visit, text) => void visit.process.data.log.push(text) })
      .next('done'),
    done: n.end(),
  }),
})
const caller = flow('caller', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, (given) => given).next('call'),
    call: n.throwSignal('closing', { payload: () => 'in ten minutes' }).next('done'),
    done: n.end(),
  }),
})
const patient = flow('patient', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, (given) => given).next('fork'),
    fork: n.split().next('enough').next('count'),
    enough: n.catchCondition((visit) => visit.process.data.paid >= 10).next('both'),
    count: n.view({ fields: ['paid'] }).next('more'),
    more: n
      .if((visit) => visit.process.data.paid >= 20)
      .yes('both')
      .no('count'),
    both: n.join().next('done'),
    done: n.end(),
  }),
})
const approval = flow('approval', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, (given) => given).next('approve'),
    approve: n
      .view({ fields: [] })
      .onTimeout('2 days', 'remind', { interrupting: false })
      .onTimeout('7 days', 'expired')
      .onMessage('withdrawn', 'withdrawn', { key: (visit) => visit.process.data.id })
      .next('approved'),
    remind: n.function((visit) => void visit.process.data.log.push('reminded')).next('reminded'),
    reminded: n.end(),
    approved: n.end(),
    expired: n.end(),
    withdrawn: n.end(),
  }),
})
const fragile = flow('fragile', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, (given) => given).next('wait'),
    wait: n.timer('1 h').next('work'),
    work: n
      .function(() => {
        throw Object.assign(new Error('no stock'), { code: 'NO_STOCK' })
      })
      .onError('elsewhere')
      .onError('restock', { code: 'NO_STOCK' })
      .next('done'),
    restock: n.end(),
    elsewhere: n.end(),
    done: n.end(),
  }),
})
const child = flow('child', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, (given) => given).next('tell'),
    tell: n.escalate('LATE').next('work'),
    work: n.view({ fields: [] }).next('how'),
    how: n.fail('BROKEN'),
    never: n.startHandle(input, (given) => given).next('fine'),
    fine: n.end(),
  }),
})
const parent = flow('parent', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, (given) => given).next('call'),
    call: n
      .subprocess(child, { start: 'start', input: () => ({}) })
      .onEscalation('inform', { code: 'LATE' })
      .onError('broken', { code: 'BROKEN' })
      .next('done'),
    inform: n.function((visit) => void visit.process.data.log.push('informed')).next('informed'),
    informed: n.end(),
    broken: n.end(),
    done: n.end(),
  }),
})
const saga = flow('saga', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, (given) => given).next('flight'),
    flight: n
      .function((visit) => void visit.process.data.log.push('flight'))
      .compensateWith((visit) => void visit.process.data.log.push('no flight'))
      .next('hotel'),
    hotel: n
      .function((visit) => void visit.process.data.log.push('hotel'))
      .compensateWith((visit) => void visit.process.data.log.push('no hotel'))
      .next('car'),
    car: n
      .view({ fields: [] })
      .compensateWith((visit) => void visit.process.data.log.push('no car'))
      .next('paid'),
    paid: n
      .if((visit) => visit.process.data.paid > 0)
      .yes('booked')
      .no('undo'),
    undo: n.compensate().next('again'),
    again: n.compensate().next('given'),
    given: n.end(),
    booked: n.end(),
  }),
})

const flows = [cooling, invoice, payer, listener, caller, patient, approval, fragile, child, parent, saga]

describe.each(databases)('events, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows, database })
  })
  afterAll(() => driver.close())

  const complete = async (process: Process, node: string, given: object = {}) =>
    driver.command(await lastTask(driver, process, node), 'complete', { input: given })
  const logOf = async (process: Process) => ((await driver.process(process)).data as z.output<typeof data>).log

  it('a timer waits for a duration', async () => {
    const process = await driver.start('cooling', 'start', {})
    expect(await lastTask(driver, process, 'wait')).toMatchObject({ status: 'scheduled' })
    await driver.advanceClock('1 day')
    expect(await driver.process(process)).toMatchObject({ status: 'running' })
    await driver.advanceClock('1 day')
    expect(await driver.process(process)).toMatchObject({ status: 'done' })
  })

  it('a timer waits for a moment that a rule answers with', async () => {
    const until = new Date(driver.handover.store.now().getTime() + 86_400_000 * 40).toISOString()
    const process = await driver.start('cooling', 'exact', { until })
    await driver.advanceClock('30 days')
    expect(await driver.process(process)).toMatchObject({ status: 'running' })
    await driver.advanceClock('11 days')
    expect(await driver.process(process)).toMatchObject({ status: 'done' })
  })

  it('a message reaches the process whose key it carries', async () => {
    const [one, other] = [
      await driver.start('invoice', 'start', { id: `${database}-1` }),
      await driver.start('invoice', 'start', { id: `${database}-2` }),
    ]
    await driver.message('paid', { key: `${database}-1`, payload: { amount: 5 } })
    await driver.idle()
    expect(await driver.process(one)).toMatchObject({ status: 'done', data: { paid: 5 } })
    expect(await driver.process(other)).toMatchObject({ status: 'running' })
  })

  it('a message is thrown by one process and caught by another, also when nobody waits yet', async () => {
    await driver.start('payer', 'start', { id: `${database}-3` })
    await driver.idle()
    const process = await driver.start('invoice', 'start', { id: `${database}-3` })
    await driver.idle()
    expect(await driver.process(process)).toMatchObject({ status: 'done', data: { paid: 12 } })
  })

  it('a signal reaches every process that waits, with what it brings', async () => {
    const processes = [await driver.start('listener', 'start', {}), await driver.start('listener', 'start', {})]
    await driver.start('caller', 'start', {})
    await driver.idle()
    for (const process of processes) {
      expect(await driver.process(process)).toMatchObject({ status: 'done' })
      expect(await logOf(process)).toEqual(['in ten minutes'])
    }
  })

  it('a signal can be sent by code', async () => {
    const process = await driver.start('listener', 'start', {})
    await driver.signal('closing', 'now')
    await driver.idle()
    expect(await logOf(process)).toEqual(['now'])
  })

  it('a condition is met in the action that changes the data', async () => {
    const process = await driver.start('patient', 'start', {})
    await complete(process, 'count', { paid: 5 })
    expect(await lastTask(driver, process, 'enough')).toMatchObject({ status: 'new' })
    await complete(process, 'count', { paid: 10 })
    expect(await lastTask(driver, process, 'enough')).toMatchObject({ status: 'done' })
  })

  it('a boundary timer reminds, or interrupts', async () => {
    const process = await driver.start('approval', 'start', { id: `${database}-a` })
    await driver.advanceClock('3 days')
    expect(await logOf(process)).toEqual(['reminded'])
    expect(await lastTask(driver, process, 'approve')).toMatchObject({ status: 'new' })
    await driver.advanceClock('5 days')
    expect(await driver.process(process)).toMatchObject({ status: 'done', outcome: 'expired' })
    expect(await lastTask(driver, process, 'approve')).toMatchObject({ status: 'canceled', reason: 'interrupted' })
  })

  it('boundaries are named after their host, with a number from the second on', async () => {
    const process = await driver.start('approval', 'start', { id: `${database}-b` })
    const names = (await driver.tasks({ process })).map(({ node }) => node)
    expect(names).toEqual(['start', 'approve', 'approve__timeout', 'approve__timeout2', 'approve__message'])
  })

  it('a boundary message interrupts', async () => {
    const process = await driver.start('approval', 'start', { id: `${database}-c` })
    await driver.message('withdrawn', { key: `${database}-c` })
    await driver.idle()
    expect(await driver.process(process)).toMatchObject({ status: 'done', outcome: 'withdrawn' })
  })

  it('an error in the background goes over the boundary that names its code', async () => {
    const process = await driver.start('fragile', 'start', {})
    await driver.advanceClock('2 h')
    expect(await driver.process(process)).toMatchObject({ status: 'done', outcome: 'restock' })
    expect(await lastTask(driver, process, 'work')).toMatchObject({ status: 'canceled', reason: 'interrupted' })
  })

  it('an escalation tells the caller and interrupts nothing', async () => {
    const process = await driver.start('parent', 'start', {})
    await driver.idle()
    expect(await logOf(process)).toEqual(['informed'])
    expect(await lastTask(driver, process, 'call')).toMatchObject({ status: 'started' })
  })

  it('an escalation without a caller changes nothing', async () => {
    const process = await driver.start('child', 'start', {})
    await driver.idle()
    expect(await trace(driver, process)).toEqual(['start: done', 'tell: done', 'work: new'])
    expect((await driver.handover.incidents.list({ process: process.id })).items).toEqual([])
  })

  it('an error end of a called process goes over the boundary of its caller', async () => {
    const process = await driver.start('parent', 'start', {})
    await driver.idle()
    const [called] = await driver.handover.processes.children(process.id)
    await complete(called!, 'work')
    await driver.idle()
    expect(await driver.process(process)).toMatchObject({ status: 'done', outcome: 'broken' })
  })

  it('a compensation takes back what was done, newest first, each once', async () => {
    const process = await driver.start('saga', 'start', {})
    await complete(process, 'car')
    expect(await logOf(process)).toEqual(['flight', 'hotel', 'no car', 'no hotel', 'no flight'])
    expect(await lastTask(driver, process, 'hotel')).toMatchObject({ status: 'done', reason: 'compensated' })
  })
})
