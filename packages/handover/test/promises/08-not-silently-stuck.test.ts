import { flow } from 'handover'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { databases } from './databases.ts'
import { complaint, errand, guest } from './waiting.ts'

let isBroken = true
const failing = () => {
  if (isBroken) throw new Error('out of order')
}

/** Goes on by itself, into a function that fails. */
const machine = flow('machine', {
  data: z.object({ ran: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ after: z.string() }), () => ({})).next('fork'),
    fork: n.split().next('wait').next('watch'),
    wait: n.timer('1 h').next('run'),
    run: n
      .function((visit) => {
        visit.process.data.ran = true
        failing()
      })
      .next('both'),
    watch: n.view({ fields: [] }).next('both'),
    both: n.join().next('done'),
    done: n.end(),
  }),
})
const bell = flow('bell', {
  data: z.object({ text: z.string() }),
  nodes: (n) => ({
    start: n
      .startSignal('bell', z.string(), (text) => {
        failing()
        return { text }
      })
      .next('done'),
    done: n.end(),
  }),
})
/** Hears of two errands, and fails when it hears. */
const family = flow('family', {
  data: z.object({ back: z.array(z.string()).default([]) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('send'),
    send: n
      .subprocess(errand, {
        start: 'start',
        each: () => ['a', 'b'],
        input: (visit) => ({ name: visit.task.item }),
        result: (visit, child) => {
          failing()
          visit.process.data.back.push(child.data.name)
        },
      })
      .next('done'),
    done: n.end(),
  }),
})
const flows = [bell, complaint, errand, family, guest, machine]

describe.each(databases)('no process is silently stuck, on %s', (database) => {
  let driver: Driver
  let warnings: string[]
  beforeEach(async () => {
    isBroken = true
    warnings = []
    driver = await open({ flows, database, onWarning: (warning) => warnings.push(warning) })
  })
  afterEach(() => driver.close())

  const incidents = async () => (await driver.handover.incidents.list()).items

  it('what fails when nobody waits for the answer stands at its task, and the process needs attention', async () => {
    const process = await driver.start('machine', 'start', { after: '1 h' })
    await driver.advanceClock('2 h')
    const stuck = await driver.process(process)
    expect(stuck).toMatchObject({ status: 'running', data: { ran: false } })
    expect(stuck.attention).toContain('out of order')
    const [task] = await driver.tasks({ process, node: 'run' })
    expect(task).toMatchObject({ status: 'error', error: { message: 'out of order' } })
    // The timer stays fired, and the other branch goes on.
    expect(await driver.tasks({ process, node: 'wait' })).toMatchObject([{ status: 'done' }])
    const [watch] = await driver.tasks({ process, node: 'watch' })
    await driver.command(watch!, 'complete', { input: {} })
    isBroken = false
    await driver.command(task!, 'retry')
    expect(await driver.process(process)).toMatchObject({ status: 'done', attention: null, data: { ran: true } })
  })

  it('what comes while its task is in error is not lost: the retried task hears of it', async () => {
    const process = await driver.start('family', 'start', {})
    for (const child of await driver.handover.processes.children(process.id)) {
      const [task] = await driver.tasks({ process: child, node: 'do' })
      await driver.command(task!, 'complete', { input: { went: 'well' } })
      await driver.idle()
    }
    const [send] = await driver.tasks({ process, node: 'send' })
    expect(send).toMatchObject({ status: 'error' })
    isBroken = false
    await driver.command(send!, 'retry')
    await driver.idle()
    expect(await driver.process(process)).toMatchObject({ status: 'done', data: { back: ['a', 'b'] } })
    expect((await driver.dump())['handover_outbox']).toEqual([])
  })

  it('a delivery that fails again and again becomes an incident, which an operator can retry', async () => {
    await driver.handover.signal('bell', 'hello')
    await driver.advanceClock('1 min')
    expect(await incidents()).toEqual([])
    await driver.advanceClock('1 h')
    const [incident, ...others] = await incidents()
    expect(others).toEqual([])
    expect(incident).toMatchObject({ kind: 'start', attempts: 10, error: expect.stringContaining('out of order') })
    expect(warnings).toEqual([expect.stringContaining(incident!.id)])
    // It stays one until somebody deals with it.
    await driver.advanceClock('1 day')
    expect(await incidents()).toHaveLength(1)
    isBroken = false
    await driver.handover.incidents.retry(incident!.id)
    await driver.idle()
    expect(await incidents()).toEqual([])
    expect((await driver.handover.processes.list({ flow: bell })).items).toMatchObject([{ data: { text: 'hello' } }])
  })

  it('or drop', async () => {
    await driver.handover.signal('bell', 'hello')
    await driver.advanceClock('1 h')
    const [incident] = await incidents()
    await driver.handover.incidents.drop(incident!.id)
    expect(await incidents()).toEqual([])
    for (const command of ['retry', 'drop'] as const)
      await expect(driver.handover.incidents[command](incident!.id)).rejects.toMatchObject({
        code: 'INCIDENT_NOT_FOUND',
      })
    isBroken = false
    await driver.advanceClock('2 h')
    expect((await driver.handover.processes.list({ flow: bell })).items).toEqual([])
  })

  it('only what is dead is an incident: what is still tried cannot be dropped', async () => {
    await driver.handover.signal('bell', 'hello')
    await driver.idle()
    const [row] = (await driver.dump())['handover_outbox']!
    for (const id of [String(row!['id']), 'nonsense'])
      await expect(driver.handover.incidents.drop(id)).rejects.toMatchObject({ code: 'INCIDENT_NOT_FOUND' })
  })

  it('a message with which no process can begin is an incident at once, with what is wrong', async () => {
    await driver.handover.message('complaint', { payload: { text: 5 } })
    await driver.idle()
    expect(await incidents()).toMatchObject([{ kind: 'message', attempts: 1, error: expect.stringContaining('text') }])
  })

  it('a hook that nobody has any more becomes an incident', async () => {
    driver.handover.on('process.started', { name: 'gone' }, () => {})()
    const end = driver.handover.on('process.started', { name: 'late' }, () => {})
    await driver.transaction(async (tx) => {
      await driver.start('guest', 'start', {}, { tx })
    })
    end()
    await driver.advanceClock('1 h')
    expect(await incidents()).toMatchObject([{ kind: 'hook', error: expect.stringContaining("'late'") }])
  })

  it('a handler without a name that fails is said, and stops nothing', async () => {
    const end = driver.handover.on('process.started', async () => {
      throw new Error('deaf')
    })
    const process = await driver.start('guest', 'start', {})
    await driver.idle()
    await expect.poll(() => warnings).toEqual([expect.stringContaining('deaf')])
    expect(await driver.process(process)).toMatchObject({ status: 'running' })
    end()
  })
})
