/** Where Viewflow is weak: called processes, compensation, what stays armed. The same goes well here. */
import { flow, type Process, type Task } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { open, type Driver } from '../../driver.ts'
import { databases } from '../../promises/databases.ts'
import { lastTask } from '../last-task.ts'
import { trace } from '../trace.ts'
import { begin, data, note, type Data } from './waiting-data.ts'

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

/** Some have begun to wait when the end comes, others are about to. */
const atOnce = flow('at-once', {
  data,
  nodes: (n) => ({
    start: n.startHandle(begin, (given) => given).next('fork'),
    fork: n
      .split()
      .next('before')
      .next('stop', { when: (visit) => visit.process.data.id !== '' })
      .next('wait')
      .next('work'),
    before: n.timer('1 h').next('never'),
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
      .next('before')
      .next('swift', { when: (visit) => visit.process.data.id !== '' })
      .next('wait')
      .next('hear'),
    before: n.timer('1 h').next('late'),
    swift: n.function(note('swift')).next('done'),
    wait: n.timer('1 h').next('late'),
    hear: n.catchSignal('bell').next('late'),
    late: n.end(),
    done: n.end(),
  }),
})

const flows = [leaf, middle, top, trip, tour, guarded, atOnce, swift]

describe.each(databases)('defects of endings, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows, database })
  })
  afterAll(() => driver.close())

  let count = 0
  const start = (name: string, given: object = {}) =>
    driver.start(name, 'start', { id: `${database}-${++count}`, ...given })
  const idOf = (process: Process) => (process.data as Data).id
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

  it('5.1.15 a called process that was canceled is known to its caller, which waits for an operator', async () => {
    const process = await start('middle')
    const [child] = await driver.handover.processes.children(process.id)
    await driver.command(child!, 'cancelProcess')
    await driver.idle()
    expect(await lastTask(driver, process, 'call')).toMatchObject({
      status: 'error',
      error: { code: 'CHILD_CANCELED' },
    })
    expect((await driver.process(process)).attention).not.toBeNull()
    await give(at(process, 'call'), 'retry')
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
    await give(at(other, 'start'), 'undo')
    expect(await driver.process(other)).toMatchObject({ status: 'canceled' })
    expect(await logOf(other)).toEqual(['flight', 'flight undone'])
  })

  describe('5.1.16a boundaries end with their host', () => {
    const boundaries = async (process: Process) =>
      (await driver.tasks({ process })).filter(({ node }) => node.startsWith('work__')).map(({ status }) => status)

    it.each([
      ['that is canceled', (process: Process) => give(at(process, 'work'), 'cancel')],
      ['that is passed over', (process: Process) => give(at(process, 'work'), 'skip', { note: 'why not' })],
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
      expect((await waitsOf(process)).filter((row) => row['name'] === 'stop')).toEqual([])
      await driver.advanceClock('2 days')
      expect(await logOf(process)).toEqual([])
    })

    it('5.1.16a in error keeps its deadline, and what comes of that ends it', async () => {
      isBroken = true
      const process = await start('guarded')
      await driver.idle()
      expect(await lastTask(driver, process, 'machine')).toMatchObject({ status: 'error' })
      await give(at(process, 'work'), 'cancel')
      await give(at(process, 'other'), 'cancel')
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
      const reason = name === 'at-once' ? 'terminated' : 'withdrawn'
      expect(after).toEqual(expect.arrayContaining([`before: canceled, ${reason}`, `wait: canceled, ${reason}`]))
    }
    expect((await driver.dump())['handover_outbox']).toEqual([])
  })
})
