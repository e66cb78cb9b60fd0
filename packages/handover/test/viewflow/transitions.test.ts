/** Viewflow's transitions of a task, and the commands here. `docs/from-viewflow.md` leads to each of these. */
import { flow, type Actor, type Process, type Task, type TaskCommandName } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { databases } from '../promises/databases.ts'
import { lastTask } from './last-task.ts'
import { trace } from './trace.ts'

const person = (id: string, ...permissions: string[]): Actor => ({ id, name: id, permissions })
const ben = person('ben', 'bill.check')
const carla = person('carla', 'bill.check')
const maya = person('maya', 'bill.manage')
const zoe = person('zoe')

const data = z.object({
  amount: z.number().default(0),
  broken: z.boolean().default(false),
  log: z.array(z.string()).default([]),
})
let isBroken = false

const bill = flow('bill', {
  data,
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('check'),
    check: n
      .view({ fields: ['amount'] })
      .permission()
      .onTimeout('30 days', 'forgotten')
      .next('book'),
    book: n.function((visit) => void visit.process.data.log.push('booked')).next('fork'),
    fork: n.split().next('pay').next('file'),
    pay: n
      .handle(z.object({}), () => {})
      .onUndo((visit) => void visit.process.data.log.push('paid back'))
      .next('both'),
    file: n.view({ fields: [] }).next('both'),
    both: n.join().next('done'),
    done: n.end(),
    forgotten: n.end(),
  }),
})
const later = flow('later', {
  data,
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('wait'),
    wait: n.timer('1 h').next('work'),
    work: n
      .function(() => {
        if (isBroken) throw new Error('out of order')
      })
      .next('done'),
    done: n.end(),
  }),
})
const waiting = flow('waiting', {
  data,
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('fork'),
    fork: n.split().next('timer').next('message').next('signal').next('condition').next('choice'),
    timer: n.timer('1 h').next('both'),
    message: n.catchMessage('never', z.unknown()).next('both'),
    signal: n.catchSignal('never').next('both'),
    condition: n.catchCondition((visit) => visit.process.data.broken).next('both'),
    choice: n.first().next('one').next('two'),
    one: n.view({ fields: [] }).next('both'),
    two: n.view({ fields: [] }).next('both'),
    both: n.join().next('done'),
    done: n.end(),
  }),
})

describe.each(databases)('transitions, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows: [bill, later, waiting], database })
  })
  afterAll(() => driver.close())

  const started = async () => {
    const process = await driver.start('bill', 'start', {})
    return { process, check: await lastTask(driver, process, 'check') }
  }
  const checked = async () => {
    const { process, check } = await started()
    await driver.command(check, 'assign', { by: ben })
    await driver.command(check, 'complete', { by: ben, input: { amount: 5 } })
    return process
  }
  const at = (process: Process, node: string) => lastTask(driver, process, node)
  const give = async (task: Promise<Task>, command: TaskCommandName, options: object = {}) =>
    driver.command(await task, command, options)
  const events = async (process: Process, node: string) =>
    (await driver.history(process)).filter((event) => event.node === node).map(({ type }) => type)

  it('what follows by itself is created, entered and done in one action, in a fixed order', async () => {
    const process = await checked()
    expect(await trace(driver, process)).toEqual([
      'start: done',
      'check: done',
      'check__timeout: canceled, withdrawn',
      'book: done',
      'fork: done',
      'pay: new',
      'file: new',
    ])
  })

  it('each task leads to the next, and knows what led to it', async () => {
    const process = await checked()
    const [check, book] = [await lastTask(driver, process, 'check'), await lastTask(driver, process, 'book')]
    expect(book.previous).toEqual([check.id])
  })

  it('a task is assigned by who may take it, and nobody else', async () => {
    const { process, check } = await started()
    await expect(driver.command(check, 'assign', { by: zoe })).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' })
    expect(await driver.command(check, 'assign', { by: ben })).toMatchObject({
      status: 'assigned',
      owner: { id: 'ben' },
    })
    expect((await lastTask(driver, process, 'check')).assignedAt).toBeInstanceOf(Date)
  })

  it('a task is given back by its owner or a manager', async () => {
    const { check } = await started()
    await driver.command(check, 'assign', { by: ben })
    await expect(driver.command(check, 'unassign', { by: carla })).rejects.toMatchObject({ code: 'TASK_NOT_YOURS' })
    expect(await driver.command(check, 'unassign', { by: ben })).toMatchObject({ status: 'new', owner: null })
    await driver.command(check, 'assign', { by: ben })
    expect(await driver.command(check, 'unassign', { by: maya })).toMatchObject({ status: 'new' })
  })

  it('a task is given to somebody else while it is assigned', async () => {
    const { check } = await started()
    await driver.command(check, 'assign', { by: ben })
    expect(await driver.command(check, 'reassign', { by: ben, to: 'carla' })).toMatchObject({
      status: 'assigned',
      owner: { id: 'carla' },
    })
  })

  it('only its owner completes a task, and only once', async () => {
    const { check } = await started()
    await expect(driver.command(check, 'complete', { by: ben, input: { amount: 1 } })).rejects.toMatchObject({
      code: 'TASK_NOT_ASSIGNED',
    })
    await driver.command(check, 'assign', { by: ben })
    await expect(driver.command(check, 'complete', { by: carla, input: { amount: 1 } })).rejects.toMatchObject({
      code: 'TASK_ALREADY_ASSIGNED',
    })
    await driver.command(check, 'complete', { by: ben, input: { amount: 1 } })
    await expect(driver.command(check, 'complete', { by: ben, input: { amount: 2 } })).rejects.toMatchObject({
      code: 'TASK_ENDED',
    })
  })

  it('looking at a form changes nothing and tells nobody', async () => {
    const { process, check } = await started()
    const heard: string[] = []
    const end = driver.handover.on('*', ({ event }) => void heard.push(event.type))
    const before = await driver.dump()
    await driver.handover.tasks.get(check.id, { by: ben })
    check.can('complete', ben)
    await driver.tasks({ process })
    expect(await driver.dump()).toEqual(before)
    end()
    expect(heard).toEqual([])
  })

  it('a manager cancels a task, and its branch is not waited for any more', async () => {
    const process = await checked()
    await expect(give(at(process, 'pay'), 'cancel', { by: ben })).rejects.toMatchObject({ code: 'PERMISSION_MISSING' })
    await give(at(process, 'file'), 'complete', { input: {} })
    await give(at(process, 'pay'), 'cancel', { by: maya })
    expect(await driver.process(process)).toMatchObject({ status: 'done', outcome: 'done' })
    expect(await lastTask(driver, process, 'pay')).toMatchObject({ status: 'canceled', reason: 'by hand' })
  })

  it('a done task is undone by who did it or a manager, with what followed by itself', async () => {
    const process = await checked()
    await expect(give(at(process, 'check'), 'undo', { by: carla })).rejects.toMatchObject({
      code: 'PERMISSION_MISSING',
    })
    await give(at(process, 'check'), 'undo', { by: ben })
    expect(await trace(driver, process)).toEqual([
      'start: done',
      'check: canceled, undone',
      'check__timeout: canceled, withdrawn',
      'book: canceled, undone',
      'fork: canceled, undone',
      'pay: canceled, undone',
      'file: canceled, undone',
    ])
    expect((await driver.process(process)).attention).not.toBeNull()
  })

  it('what somebody worked on later has to be undone first', async () => {
    const process = await checked()
    await give(at(process, 'file'), 'complete', { input: {} })
    await expect(give(at(process, 'check'), 'undo', { by: maya })).rejects.toMatchObject({ code: 'UNDO_LATER_FIRST' })
    await give(at(process, 'file'), 'undo', { by: maya })
    await give(at(process, 'check'), 'undo', { by: maya })
  })

  it('undoing a start cancels the process', async () => {
    const { process } = await started()
    await give(at(process, 'start'), 'undo')
    expect(await driver.process(process)).toMatchObject({ status: 'canceled', reason: 'undone' })
  })

  it('a canceled, undone or failed task is revived as a fresh one', async () => {
    const process = await checked()
    await give(at(process, 'check'), 'undo', { by: ben })
    await give(at(process, 'check'), 'revive', { by: ben })
    const [old, fresh] = await driver.tasks({ process, node: 'check' })
    expect([old!.status, fresh!.status]).toEqual(['revived', 'new'])
    expect(fresh!.previous).toContain(old!.id)
  })

  it('a handle can be undone and canceled too', async () => {
    const process = await checked()
    await driver.run('bill', 'pay', { process: process.id }, {})
    await give(at(process, 'pay'), 'undo', { by: maya })
    expect((await driver.process(process)).data).toMatchObject({ log: ['booked', 'paid back'] })
    await give(at(process, 'pay'), 'revive', { by: maya })
    await give(at(process, 'pay'), 'cancel', { by: maya })
    expect(await lastTask(driver, process, 'pay')).toMatchObject({ status: 'canceled', reason: 'by hand' })
  })

  it('every node that waits can be canceled: timers, messages, signals, conditions, choices, joins', async () => {
    const process = await driver.start('waiting', 'start', {})
    for (const node of ['timer', 'message', 'signal', 'condition', 'one', 'two'])
      await give(at(process, node), 'cancel')
    expect(await driver.process(process)).toMatchObject({ status: 'canceled', reason: 'no token left' })
    const dump = await driver.dump()
    const rows = [...dump['handover_timer']!, ...dump['handover_subscription']!]
    expect(rows.filter((row) => row['process_id'] === process.id)).toEqual([])
  })

  it('a waiting join can be canceled', async () => {
    const process = await checked()
    await give(at(process, 'file'), 'complete', { input: {} })
    await give(at(process, 'both'), 'cancel', { by: maya })
    expect(await lastTask(driver, process, 'both')).toMatchObject({ status: 'canceled', reason: 'by hand' })
  })

  it('a join is started once, however many arrive', async () => {
    const process = await checked()
    await give(at(process, 'file'), 'complete', { input: {} })
    await driver.run('bill', 'pay', { process: process.id }, {})
    expect((await events(process, 'both')).filter((type) => type === 'task.created')).toHaveLength(1)
    expect((await events(process, 'both')).at(-1)).toBe('task.done')
  })

  it('a timer is scheduled, fires once, and what follows it may fail without it', async () => {
    isBroken = true
    const process = await driver.start('later', 'start', {})
    await driver.advanceClock('2 h')
    expect(await trace(driver, process)).toEqual(['start: done', 'wait: done', 'work: error'])
    isBroken = false
    await give(at(process, 'work'), 'retry')
    expect(await driver.process(process)).toMatchObject({ status: 'done' })
  })

  it('a failed task can be canceled, skipped or revived', async () => {
    isBroken = true
    const processes = await Promise.all([1, 2, 3].map(() => driver.start('later', 'start', {})))
    await driver.advanceClock('2 h')
    isBroken = false
    const [canceled, skipped, revived] = processes
    await give(at(canceled!, 'work'), 'cancel')
    expect(await driver.process(canceled!)).toMatchObject({ status: 'canceled' })
    await give(at(skipped!, 'work'), 'skip', { note: 'not needed' })
    expect(await driver.process(skipped!)).toMatchObject({ status: 'done' })
    await give(at(revived!, 'work'), 'revive')
    expect(await trace(driver, revived!)).toEqual([
      'start: done',
      'wait: done',
      'work: revived',
      'work: done',
      'done: done',
    ])
  })

  it('canceling a process cancels whatever is open in it', async () => {
    const process = await driver.start('waiting', 'start', {})
    await driver.command(process, 'cancelProcess')
    expect(await driver.process(process)).toMatchObject({ status: 'canceled' })
    expect((await driver.tasks({ process })).filter((task) => task.finishedAt === null)).toEqual([])
  })

  it('every command can be asked about before it is given, and says why not', async () => {
    const { check } = await started()
    const may = (command: TaskCommandName, by: Actor) => {
      const permit = check.can(command, by)
      return permit.allowed ? true : permit.code
    }
    expect(may('assign', ben)).toBe(true)
    expect(may('unassign', ben)).toBe('TASK_NOT_ASSIGNED')
    expect(may('undo', maya)).toBe('TASK_NOT_DONE')
    expect(may('revive', maya)).toBe('TASK_NOT_REVIVABLE')
    expect(may('retry', maya)).toBe('TASK_NOT_FAILED')
    expect(may('cancel', maya)).toBe(true)
    expect(may('cancel', ben)).toBe('PERMISSION_MISSING')
  })

  it('the commands that somebody may give can be listed', async () => {
    const { check } = await started()
    const commands = ['assign', 'unassign', 'complete', 'cancel', 'undo', 'revive', 'skip', 'move'] as const
    expect(commands.filter((command) => check.can(command, maya).allowed)).toEqual(['assign', 'cancel', 'skip', 'move'])
  })

  it('permission is checked also for code that names an actor', async () => {
    const { check } = await started()
    await expect(
      driver.handover.tasks.get(check.id).then((task) => task.do('cancel', { by: ben })),
    ).rejects.toMatchObject({
      code: 'PERMISSION_MISSING',
    })
  })
})
