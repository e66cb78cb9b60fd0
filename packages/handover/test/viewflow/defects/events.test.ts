/**
 * Where Viewflow is weak around its engine: signals, timers, what is told, what is lost. Each test shows that the same
 * situation goes well here. The first half is in `engine.test.ts`.
 */
import { flow, type Process, type Visit } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../../driver.ts'
import { databases } from '../../promises/databases.ts'
import { pause } from '../../promises/pause.ts'
import { lastTask } from '../last-task.ts'
import { trace } from '../trace.ts'

const data = z.object({
  id: z.string().default(''),
  until: z.string().default('2 days'),
  left: z.string().default(''),
  right: z.string().default(''),
  log: z.array(z.string()).default([]),
})
type Data = z.output<typeof data>
const begin = z.object({ id: z.string().default(''), until: z.string().default('2 days') })
const note = (text: string) => (visit: Visit<Data>) => void visit.process.data.log.push(text)

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
    start: n
      .startTimer('30 8 * * 1-5', (due) => ({ due: due.toISOString() }), { zone: 'Europe/Berlin' })
      .next('done'),
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
const leaf = flow('leaf', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('tell'),
    tell: n.escalate('LATE').next('work'),
    work: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})
const middle = flow('middle', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('call'),
    call: n.subprocess(leaf, { start: 'start', input: () => ({}) }).next('done'),
    done: n.end(),
  }),
})
const top = flow('top', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('call'),
    call: n
      .subprocess(middle, { start: 'start', input: () => ({}) })
      .onEscalation('informed', { code: 'LATE' })
      .next('done'),
    informed: n.function(note('informed')).next('told'),
    told: n.end(),
    done: n.end(),
  }),
})
const trip = flow('trip', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('flight'),
    flight: n.function(note('flight')).compensateWith(note('no flight')).next('hotel'),
    hotel: n.function(note('hotel')).compensateWith(note('no hotel')).next('pay'),
    pay: n
      .job(
        () => {
          throw new Error('no money')
        },
        { retries: 0 },
      )
      .onError('takeBack')
      .next('booked'),
    takeBack: n.compensate().next('failed'),
    failed: n.end(),
    booked: n.end(),
  }),
})
const tour = flow('tour', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('flight'),
    flight: n.function(note('flight')).compensateWith(note('no flight')).onUndo(note('flight undone')).next('decide'),
    decide: n
      .view({ fields: [] })
      .onMessage('tour-canceled', 'takeBack', { key: (visit) => visit.process.data.id })
      .next('booked'),
    takeBack: n.compensate().next('calledOff'),
    calledOff: n.end(),
    booked: n.end(),
  }),
})
let isBroken = true
const guarded = flow('guarded', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('fork'),
    fork: n.first({ taken: 'completed' }).next('work').next('other').next('machine'),
    work: n
      .view({ fields: [] })
      .onTimeout('1 day', 'reminded', { interrupting: false })
      .onTimeout('2 days', 'late')
      .onMessage('stop', 'stopped', { key: (visit) => visit.process.data.id })
      .next('done'),
    other: n.view({ fields: [] }).next('done'),
    machine: n
      .job(
        () => {
          if (isBroken) throw new Error('broken')
        },
        { retries: 0 },
      )
      .onTimeout('3 days', 'late')
      .next('done'),
    reminded: n.function(note('reminded')).next('over'),
    over: n.end(),
    late: n.end(),
    stopped: n.end(),
    done: n.end(),
  }),
})
const atOnce = flow('at-once', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('fork'),
    fork: n.split().next('wait').next('work').next('isShort'),
    isShort: n
      .if((visit) => visit.process.data.id === '')
      .yes('never')
      .no('stop'),
    wait: n.timer('1 h').next('never'),
    work: n.job(() => ({ left: 'worked' })).next('never'),
    stop: n.terminate(),
    never: n.end(),
  }),
})
const swift = flow('swift', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('fork'),
    fork: n
      .first()
      .next('wait')
      .next('swift', { when: (visit) => visit.process.data.id !== '' })
      .next('hear'),
    wait: n.timer('1 h').next('late'),
    swift: n.function(note('swift')).next('done'),
    hear: n.catchSignal('bell').next('late'),
    late: n.end(),
    done: n.end(),
  }),
})

const flows = [hearing, waiting, choosing, both, leaf, middle, top, trip, tour, guarded, atOnce, swift]

describe.each(databases)('defects around the engine, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows, database })
  })
  afterAll(() => driver.close())

  let count = 0
  const start = (name: string, given: object = {}) => driver.start(name, 'start', { id: `${database}-${++count}`, ...given })
  const idOf = (process: Process) => (process.data as Data).id
  const give = async (process: Process, node: string, command: string, options: object = {}) =>
    driver.command(await lastTask(driver, process, node), command, options)
  const complete = (process: Process, node: string, input: object = {}) => give(process, node, 'complete', { input })
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
      const inBerlin = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit', hour12: false })
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
    await give(process, 'wait', 'move', { to: 'wait', note: 'the customer is in a hurry' })
    await driver.advanceClock('1 day')
    expect(await driver.process(process)).toMatchObject({ status: 'done' })
    const other = await start('waiting')
    await complete(other, 'plan', { until: '5 days' })
    await complete(other, 'replan', { until: '5 days' })
    await give(other, 'wait', 'skip', { note: 'not needed' })
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
    const end = driver.handover.on('*', { name: `told-${database}` }, ({ event }) => void told.push(`${event.type} ${event.node}`))
    const process = await start('both')
    const left = await lastTask(driver, process, 'left')
    await driver.handover.tasks.get(left.id)
    await driver.command(left, 'complete', { input: { left: 5 } }).catch(() => {})
    await driver.command(left, 'assign', { to: 'anna' })
    await driver.command(left, 'unassign')
    await driver.command(left, 'complete', { input: { left: 'l' } })
    await driver.command(left, 'undo')
    await give(process, 'left', 'revive')
    await give(process, 'left', 'complete', { input: { left: 'm' } })
    await give(process, 'right', 'cancel')
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
      expect(await driver.process(process)).toMatchObject({ status: 'done', data: { left: `l${round}`, right: `r${round}` } })
    }
    await other.close()
  })

  it('5.1.15 a called process that was canceled is known to its caller, which waits for an operator', async () => {
    const process = await start('middle')
    const [child] = await driver.handover.processes.children(process.id)
    await driver.command(child!, 'cancelProcess')
    await driver.idle()
    expect(await lastTask(driver, process, 'call')).toMatchObject({ status: 'error', error: { code: 'CHILD_CANCELED' } })
    expect((await driver.process(process)).attention).not.toBeNull()
    await give(process, 'call', 'retry')
    expect(await driver.handover.processes.children(process.id)).toHaveLength(2)
  })

  it('5.1.15 an escalation goes up until somebody catches it', async () => {
    const process = await start('top')
    await driver.idle()
    expect(await logOf(process)).toEqual(['informed'])
    expect(await lastTask(driver, process, 'call')).toMatchObject({ status: 'started' })
    const [called] = await driver.handover.processes.children(process.id)
    expect((await driver.history(called!)).map(({ type }) => type)).toContain('escalation.sent')
  })

  it('5.1.16 an error compensates by itself what was done', async () => {
    const process = await start('trip')
    await driver.idle()
    expect(await driver.process(process)).toMatchObject({ status: 'done', outcome: 'failed' })
    expect(await logOf(process)).toEqual(['flight', 'hotel', 'no hotel', 'no flight'])
  })

  it('5.1.16 a cancellation compensates what was done: as an event of the flow, or by undoing the start', async () => {
    const process = await start('tour')
    await driver.message('tour-canceled', { key: idOf(process) })
    await driver.idle()
    expect(await driver.process(process)).toMatchObject({ status: 'done', outcome: 'calledOff' })
    expect(await logOf(process)).toEqual(['flight', 'no flight'])
    const other = await start('tour')
    await give(other, 'start', 'undo')
    expect(await driver.process(other)).toMatchObject({ status: 'canceled' })
    expect(await logOf(other)).toEqual(['flight', 'flight undone'])
  })

  describe('5.1.16a boundaries end with their host', () => {
    const boundaries = async (process: Process) =>
      (await driver.tasks({ process })).filter(({ node }) => node.startsWith('work__')).map(({ status }) => status)

    it.each([
      ['that is canceled', (process: Process) => give(process, 'work', 'cancel')],
      ['that is passed over', (process: Process) => give(process, 'work', 'skip', { note: 'why not' })],
      ['that lost against a sibling', (process: Process) => complete(process, 'other')],
      ['that another boundary interrupted', (process: Process) => driver.message('stop', { key: idOf(process) })],
      ['whose process is canceled', (process: Process) => driver.command(process, 'cancelProcess')],
    ] as const)('5.1.16a %s', async (_, end) => {
      isBroken = true
      const process = await start('guarded')
      await driver.idle()
      await end(process)
      await driver.idle()
      expect((await boundaries(process)).filter((status) => status !== 'canceled' && status !== 'done')).toEqual([])
      expect((await waitsOf(process)).filter((row) => String(row['name'] ?? '') === 'stop')).toEqual([])
      await driver.advanceClock('2 days')
      expect(await logOf(process)).toEqual([])
    })

    it('5.1.16a in error keeps its deadline, and what comes of that ends it', async () => {
      isBroken = true
      const process = await start('guarded')
      await driver.idle()
      expect(await lastTask(driver, process, 'machine')).toMatchObject({ status: 'error' })
      await give(process, 'work', 'cancel')
      await give(process, 'other', 'cancel')
      await driver.advanceClock('3 days')
      expect(await lastTask(driver, process, 'machine')).toMatchObject({ status: 'canceled', reason: 'interrupted' })
      expect(await driver.process(process)).toMatchObject({ status: 'done', outcome: 'late', attention: null })
    })
  })

  it('5.1.16b what is withdrawn in the step in which it began stays withdrawn', async () => {
    for (const name of ['at-once', 'swift']) {
      const process = await start(name)
      expect(process.status).toBe('done')
      expect(await waitsOf(process)).toEqual([])
      const after = await trace(driver, process)
      await driver.signal('bell', 'ding')
      await driver.advanceClock('2 h')
      expect(await trace(driver, process)).toEqual(after)
      expect(after).toContain(name === 'at-once' ? 'wait: canceled, terminated' : 'wait: canceled, withdrawn')
    }
    expect((await driver.dump())['handover_outbox']).toEqual([])
  })
})
