/** Where Viewflow is weak: signals, timers, what is told, what is lost. The same goes well here. */
import { flow, type Process, type Task } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../../driver.ts'
import { databases } from '../../promises/databases.ts'
import { pause } from '../../promises/pause.ts'
import { lastTask } from '../last-task.ts'
import { begin, data, note, type Data } from './waiting-data.ts'

const hearing = flow('hearing', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('fork'),
    fork: n.split().next('hear').next('get').next('sit').next('enough'),
    hear: n.catchSignal('bell', z.string(), { receive: (visit, text) => note(text)(visit) }).next('join'),
    get: n
      .catchMessage('mail', z.object({ text: z.string() }), {
        key: (visit) => visit.process.data.id,
        receive: (visit, { text }) => note(text)(visit),
      })
      .next('join'),
    sit: n.view({ fields: ['left'] }).next('join'),
    enough: n.catchCondition((visit) => visit.process.data.left !== '').next('join'),
    join: n.join().next('done'),
    done: n.end(),
  }),
})

const clockwork = flow('clockwork', {
  data: z.object({ due: z.string() }),
  nodes: (n) => ({
    start: n.startTimer('30 8 * * 1-5', (due) => ({ due: due.toISOString() }), { zone: 'Europe/Berlin' }).next('done'),
    done: n.end(),
  }),
})

const waiting = flow('waiting', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('plan'),
    plan: n.view({ fields: ['until'] }).next('fork'),
    fork: n.split().next('wait').next('replan'),
    replan: n.view({ fields: ['until'] }).next('join'),
    wait: n.timer((visit) => visit.process.data.until).next('join'),
    join: n.join().next('done'),
    done: n.end(),
  }),
})

const choosing = flow('choosing', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('isLong'),
    isLong: n
      .if((visit) => visit.process.data.id.length > 3)
      .yes('long')
      .no('short'),
    long: n.end(),
    short: n.end(),
  }),
})

const both = flow('both', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('fork'),
    fork: n.split().next('left').next('right'),
    left: n.view({ fields: ['left'] }).next('join'),
    right: n.view({ fields: ['right'] }).next('join'),
    join: n.join().next('done'),
    done: n.end(),
  }),
})

const flows = [hearing, waiting, choosing, both]

describe.each(databases)('defects of events, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows, database })
  })
  afterAll(() => driver.close())

  let count = 0
  const start = (name: string, given: object = {}) =>
    driver.start(name, 'start', { id: `${database}-${++count}`, ...given })
  const at = (process: Process, node: string) => lastTask(driver, process, node)
  const give = async (task: Promise<Task>, command: string, options: object = {}) =>
    driver.command(await task, command, options)
  const complete = (process: Process, node: string, input: object = {}) =>
    give(at(process, node), 'complete', { input })
  const logOf = async (process: Process) => ((await driver.process(process)).data as Data).log
  const waitsOf = async (process: Process) => {
    const { handover_timer: timers, handover_subscription: subscriptions } = await driver.dump()
    return [...timers!, ...subscriptions!].filter((row) => row['process_id'] === process.id)
  }

  it('5.1.10 a signal reaches a process that somebody holds locked, and brings something with it', async () => {
    const process = await start('hearing')
    const sit = await lastTask(driver, process, 'sit')
    let isLocked = () => {}
    const locked = new Promise<void>((resolve) => (isLocked = resolve))
    const held = driver.transaction(async (tx) => {
      await driver.command(sit.id, 'assign', { to: 'anna', tx })
      isLocked()
      await pause(300)
    })
    await locked
    await Promise.all([held, driver.signal('bell', 'ding')])
    await driver.idle()
    expect(await logOf(process)).toEqual(['ding'])
  })

  it('5.1.10 a message finds its process by a key, also when it comes before anybody waits', async () => {
    const id = `${database}-early`
    await driver.message('mail', { key: id, payload: { text: 'hello' } })
    await driver.message('mail', { key: `${id}-other`, payload: { text: 'not me' } })
    await driver.idle()
    const process = await start('hearing', { id })
    await driver.idle()
    expect(await logOf(process)).toEqual(['hello'])
  })

  it('5.1.10 a condition is met in the very action that changes the data: nobody has to ask again and again', async () => {
    const process = await start('hearing')
    await complete(process, 'sit', { left: 'now' })
    const [sit, enough] = [await lastTask(driver, process, 'sit'), await lastTask(driver, process, 'enough')]
    expect(enough).toMatchObject({ status: 'done', finishedAt: sit.finishedAt })
  })

  it('5.1.11 a schedule in a time zone begins each process once, though two servers see it', async () => {
    const first = await open({ flows: [clockwork], database })
    try {
      const second = await open({ flows: [clockwork], database: first.place })
      for (let day = 0; day < 7; day++) {
        await Promise.all([first.advanceClock('1 day'), second.advanceClock('1 day')])
        await Promise.all([first.idle(), second.idle()])
      }
      const { items } = await first.handover.processes.list({ flow: clockwork })
      const dues = items.map((process) => (process.data as { due: string }).due)
      expect(new Set(dues).size).toBe(dues.length)
      expect(dues).toHaveLength(5)
      const inBerlin = new Intl.DateTimeFormat('en', {
        timeZone: 'Europe/Berlin',
        hour: '2-digit',
        minute: '2-digit',
        hour12: false,
      })
      expect(new Set(dues.map((due) => inBerlin.format(new Date(due))))).toEqual(new Set(['08:30']))
      await second.close()
    } finally {
      await first.close()
    }
  })

  it('5.1.11 a timer can be moved: its moment is worked out anew, or it is passed over', async () => {
    const process = await start('waiting')
    await complete(process, 'plan', { until: '5 days' })
    await complete(process, 'replan', { until: '1 day' })
    await give(at(process, 'wait'), 'move', { to: 'wait', note: 'the customer is in a hurry' })
    await driver.advanceClock('1 day')
    expect(await driver.process(process)).toMatchObject({ status: 'done' })
    const other = await start('waiting')
    await complete(other, 'plan', { until: '5 days' })
    await complete(other, 'replan', { until: '5 days' })
    await give(at(other, 'wait'), 'skip', { note: 'not needed' })
    expect(await driver.process(other)).toMatchObject({ status: 'done' })
  })

  it('5.1.11 a timer keeps to the calendar: a month is a month', async () => {
    const process = await start('waiting')
    await complete(process, 'plan', { until: '1 month' })
    const [timer] = await waitsOf(process)
    const [created, due] = [(await lastTask(driver, process, 'wait')).createdAt, new Date(String(timer!['due_at']))]
    expect(due.getUTCMonth()).toBe((created.getUTCMonth() + 1) % 12)
  })

  it('5.1.12 everything that happens is told once, and looking tells nothing', async () => {
    const told: string[] = []
    const end = driver.handover.on(
      '*',
      { name: `told-${database}` },
      ({ event }) => void told.push(`${event.type} ${event.node}`),
    )
    const process = await start('both')
    const left = await lastTask(driver, process, 'left')
    await driver.handover.tasks.get(left.id)
    await driver.command(left, 'complete', { input: { left: 5 } }).catch(() => {})
    await driver.command(left, 'assign', { to: 'anna' })
    await driver.command(left, 'unassign')
    await driver.command(left, 'complete', { input: { left: 'l' } })
    await driver.command(left, 'undo')
    await give(at(process, 'left'), 'revive')
    await give(at(process, 'left'), 'complete', { input: { left: 'm' } })
    await give(at(process, 'right'), 'cancel')
    await driver.idle()
    end()
    const assigned = await driver.history(process)
    expect(told).toEqual(assigned.map(({ type, node }) => `${type} ${node}`))
    expect(told.filter((each) => each.endsWith(' left'))).toEqual([
      'task.created left',
      'task.assigned left',
      'task.unassigned left',
      'task.done left',
      'task.undone left',
      'task.revived left',
      'task.created left',
      'task.done left',
    ])
    expect(told.filter((each) => each.endsWith(' done'))).toEqual(['task.created done', 'task.done done'])
    expect(told).toContain('task.canceled right')
    expect(told.filter((each) => each.startsWith('process.done'))).toHaveLength(1)
  })

  it('5.1.13 which way a condition took is kept, with what it had looked at', async () => {
    const process = await start('choosing', { id: 'ab' })
    const event = (await driver.history(process)).find(({ node, type }) => node === 'isLong' && type === 'task.done')
    expect(event!.data).toEqual({ told: 'no', read: { id: 'ab' } })
  })

  it('5.1.14 two branches that end at the same moment lose nothing of what the other wrote', async () => {
    const other = await open({ flows, database: driver.place })
    for (let round = 0; round < 5; round++) {
      const process = await start('both')
      const [left, right] = [await lastTask(driver, process, 'left'), await lastTask(driver, process, 'right')]
      await Promise.all([
        driver.command(left.id, 'complete', { input: { left: `l${round}` } }),
        other.command(right.id, 'complete', { input: { right: `r${round}` } }),
      ])
      expect(await driver.process(process)).toMatchObject({
        status: 'done',
        data: { left: `l${round}`, right: `r${round}` },
      })
    }
    await other.close()
  })
})
