/** What Viewflow's tasks do, by people and by machines. `docs/from-viewflow.md` leads to each of these. */
import { ask, flow, go, kind, type Actor, type Options, type Visit } from 'handover'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { databases } from '../promises/databases.ts'
import { lastTask } from './last-task.ts'
import { trace } from './trace.ts'

const ben: Actor = { id: 'ben', name: 'Ben', permissions: ['paper.manage'] }
const data = z.object({ text: z.string(), log: z.array(z.string()).default([]) })

interface Stamp<Data> {
  readonly with: (visit: Visit<Data>) => string
}
interface StampOptions extends Options {
  options: Stamp<this['data']>
}
const stamp = kind<StampOptions>({
  kind: 'acme.stamp',
  enter: ({ options }) =>
    ask({ about: 'stamp', call: (visit) => visit.process.data.log.push(options.with(visit)), writes: true }, () =>
      go(),
    ),
})

let charge: () => { log: string[] } | Promise<never> = () => ({ log: ['charged'] })

const paper = flow('paper', {
  data,
  nodes: (n) => ({
    start: n.startHandle(z.object({ text: z.string() }), (input) => input).next('edit'),
    edit: n.view({ fields: ['text'] }).next('upper'),
    upper: n.function((visit) => void (visit.process.data.text = visit.process.data.text.toUpperCase())).next('send'),
    send: n.send((visit) => void visit.process.data.log.push('sent')).next('rate'),
    rate: n.businessRule((visit) => void visit.process.data.log.push('rated')).next('stamp'),
    stamp: n.use(stamp, { with: (visit) => `stamped ${visit.process.data.text}` }).next('sign'),
    sign: n
      .view({
        input: z.object({ name: z.string().min(1) }),
        complete: (visit, { name }) => void visit.process.data.log.push(`signed by ${name}`),
      })
      .next('post'),
    post: n.manual().next('receipt'),
    receipt: n
      .handle(
        z.object({ number: z.int() }),
        (visit, { number }) => void visit.process.data.log.push(`receipt ${number}`),
      )
      .next('done'),
    done: n.end(),
  }),
})
const payment = flow('payment', {
  data,
  nodes: (n) => ({
    start: n.startHandle(z.object({ text: z.string() }), (input) => input).next('charge'),
    charge: n.job(() => charge(), { retries: 1, timeout: '5 s' }).next('done'),
    done: n.end(),
  }),
})

describe.each(databases)('work, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows: [paper, payment], database })
  })
  afterAll(() => driver.close())
  beforeEach(() => {
    charge = () => ({ log: ['charged'] })
  })

  const edited = async () => {
    const process = await driver.start('paper', 'start', { text: 'draft' })
    const task = await lastTask(driver, process, 'edit')
    await driver.command(task, 'assign', { by: ben })
    await driver.command(task, 'complete', { by: ben, input: { text: 'final' } })
    return process
  }
  const dataOf = async (process: { id: string }) => (await driver.process(process)).data as z.output<typeof data>

  it('a person completes a form with fields of the data', async () => {
    const process = await edited()
    expect(await lastTask(driver, process, 'edit')).toMatchObject({ status: 'done', endedBy: { id: 'ben' } })
    expect(await dataOf(process)).toMatchObject({ text: 'FINAL' })
  })

  it('a form that does not fit leaves the task as it was', async () => {
    const process = await driver.start('paper', 'start', { text: 'draft' })
    const task = await lastTask(driver, process, 'edit')
    await driver.command(task, 'assign', { by: ben })
    const before = await driver.dump()
    const refused = driver.command(task, 'complete', { by: ben, input: { text: 5 } })
    await expect(refused).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    expect(await driver.dump()).toEqual(before)
  })

  it('a person completes a form of its own, and code decides what becomes of it', async () => {
    const process = await edited()
    await driver.command(await lastTask(driver, process, 'sign'), 'complete', { input: { name: 'Ben' } })
    expect((await dataOf(process)).log.at(-1)).toBe('signed by Ben')
  })

  it('a manual task is only confirmed', async () => {
    const process = await edited()
    await driver.command(await lastTask(driver, process, 'sign'), 'complete', { input: { name: 'Ben' } })
    const post = await lastTask(driver, process, 'post')
    expect(post.kind).toBe('manual')
    await driver.command(post, 'complete', { input: {} })
    expect(await lastTask(driver, process, 'receipt')).toMatchObject({ status: 'new' })
  })

  it('functions, senders and business rules run by themselves, in the same transaction', async () => {
    const process = await edited()
    expect((await dataOf(process)).log.slice(0, 2)).toEqual(['sent', 'rated'])
    const at = new Set(
      (await driver.tasks({ process })).filter(({ node }) => node !== 'start').map((task) => task.createdAt.getTime()),
    )
    expect(at.size).toBeLessThanOrEqual(2)
  })

  it('a kind of one’s own stands in the flow like those in the box', async () => {
    const process = await edited()
    expect((await dataOf(process)).log[2]).toBe('stamped FINAL')
    expect(await lastTask(driver, process, 'stamp')).toMatchObject({ kind: 'acme.stamp', status: 'done' })
  })

  const atReceipt = async () => {
    const process = await edited()
    await driver.command(await lastTask(driver, process, 'sign'), 'complete', { input: { name: 'Ben' } })
    await driver.command(await lastTask(driver, process, 'post'), 'complete', { input: {} })
    return process
  }

  it('a handle waits until code calls it, by its process or by its task', async () => {
    const [one, other] = [await atReceipt(), await atReceipt()]
    const done = await driver.run('paper', 'receipt', { process: one.id }, { number: 7 })
    expect(done).toMatchObject({ status: 'done', outcome: 'done' })
    expect((await dataOf(one)).log.at(-1)).toBe('receipt 7')
    const task = await lastTask(driver, other, 'receipt')
    await driver.run('paper', 'receipt', { task: task.id }, { number: 8 })
    expect((await dataOf(other)).log.at(-1)).toBe('receipt 8')
  })

  it('a handle whose call fails waits as before', async () => {
    const process = await atReceipt()
    await expect(driver.run('paper', 'receipt', { process: process.id }, { number: 'x' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    })
    expect(await lastTask(driver, process, 'receipt')).toMatchObject({ status: 'new' })
  })

  it('a job runs in the background, and its answer is laid over the data', async () => {
    const process = await driver.start('payment', 'start', { text: 'card' })
    expect(await lastTask(driver, process, 'charge')).toMatchObject({ status: 'scheduled' })
    await driver.idle()
    expect(await driver.process(process)).toMatchObject({ status: 'done', data: { log: ['charged'] } })
  })

  it('a job that fails too often waits in error, and can be tried again', async () => {
    charge = () => Promise.reject(new Error('no answer'))
    const process = await driver.start('payment', 'start', { text: 'card' })
    await driver.advanceClock('1 min')
    expect(await trace(driver, process)).toEqual(['start: done', 'charge: error'])
    charge = () => ({ log: ['charged at last'] })
    await driver.command(await lastTask(driver, process, 'charge'), 'retry')
    await driver.idle()
    expect(await driver.process(process)).toMatchObject({ status: 'done', data: { log: ['charged at last'] } })
  })
})
