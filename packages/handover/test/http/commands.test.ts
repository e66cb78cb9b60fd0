import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openOrders, type Orders } from './orders.ts'
import { people, type Who } from './people.ts'

let orders: Orders
beforeAll(async () => {
  const all = Object.values(people)
  orders = await openOrders({ users: { search: () => all, get: (id) => all.find((user) => user.id === id) } })
})
afterAll(() => orders.close())
const ask: Orders['ask'] = (...asked) => orders.ask(...asked)
const give = (who: Who, task: string, command: string, body: object = {}) =>
  ask(who, 'POST', `api/tasks/${task}/${command}`, body)
const noSuchId = '01a20184-7ef8-7297-97d1-8f7b0bb47f6d'

describe('a task that somebody has', () => {
  const mine = async () => {
    const order = await orders.order()
    await order.until('check')
    const task = await order.at('check')
    await give('ben', task, 'assign')
    return { order, task }
  }

  test('is reassigned to somebody of the directory', async () => {
    const { task } = await mine()
    const { status, body } = await give('ben', task, 'reassign', { to: 'maria', note: 'I am away.' })
    expect([status, body.owner]).toEqual([200, { id: 'maria', name: 'Maria Novak' }])
    const nobody = await give('olga', task, 'reassign', { to: 'nobody' })
    expect([nobody.status, nobody.body.code]).toEqual([400, 'REQUEST_INVALID'])
    const unnamed = await give('olga', task, 'reassign')
    expect([unnamed.status, unnamed.body.issues[0].path]).toEqual([400, ['to']])
  })

  test('is sent back to who did the step before, with a reason', async () => {
    const { order, task } = await mine()
    const bare = await give('ben', task, 'sendBack')
    expect([bare.status, bare.body.issues[0].path]).toEqual([400, ['note']])
    const { body } = await give('ben', task, 'sendBack', { note: 'Too light.' })
    expect(body).toMatchObject({ status: 'canceled', reason: 'sent back' })
    const again = (await ask('ben', 'GET', `api/tasks/${await order.at('pack')}`)).body
    expect(again).toMatchObject({ status: 'assigned', owner: { id: 'ben' } })
  })

  test('cannot be sent back to a step that nobody has done', async () => {
    const { task } = await mine()
    const { status, body } = await give('ben', task, 'sendBack', { to: 'vote', note: 'x' })
    expect([status, body.code]).toEqual([409, 'SEND_BACK_NOWHERE'])
  })

  test('is skipped by who manages the flow, with a reason', async () => {
    const { order, task } = await mine()
    expect((await give('ben', task, 'skip', { note: 'x' })).body.code).toBe('PERMISSION_MISSING')
    expect((await give('olga', task, 'skip', { note: ' ' })).status).toBe(400)
    const { body } = await give('olga', task, 'skip', { note: 'The customer waits.' })
    expect(body).toMatchObject({ status: 'canceled', reason: 'skipped' })
    expect((await ask('olga', 'GET', `api/tasks/${await order.at('pay')}`)).body.status).toBe('new')
  })

  test('is moved to another step, where there is one', async () => {
    const { order, task } = await mine()
    const lost = await give('olga', task, 'move', { to: 'packk' })
    expect([lost.status, lost.body.code]).toEqual([422, 'MOVE_NOWHERE'])
    expect((await give('olga', task, 'move')).status).toBe(400)
    await give('olga', task, 'move', { to: 'pack' })
    expect((await ask('olga', 'GET', `api/tasks/${await order.at('pack')}`)).body.status).toBe('new')
  })

  test('is due at another time, by who manages the flow; history says from when to when', async () => {
    const { task } = await mine()
    expect((await give('ben', task, 'reschedule', { at: '2 days' })).body.code).toBe('PERMISSION_MISSING')
    const lost = await give('olga', task, 'reschedule', { at: 'soon' })
    expect([lost.status, lost.body.code, lost.body.issues[0]]).toMatchObject([
      400,
      'REQUEST_INVALID',
      { path: ['at'], message: expect.stringContaining("a duration such as '2 days'") },
    ])
    const at = '2030-01-01T10:00:00+01:00'
    const { body } = await give('olga', task, 'reschedule', { at, note: 'The customer waits.' })
    expect(body).toMatchObject({ dueAt: '2030-01-01T09:00:00.000Z', wakeAt: null, status: 'assigned' })
    const { items } = (await ask('olga', 'GET', `api/processes/${body.process.id}/history`)).body
    const told = items.find(({ type }: { type: string }) => type === 'task.rescheduled')
    expect(told).toMatchObject({ until: body.dueAt, formerUntil: null, note: 'The customer waits.' })
  })

  test('is canceled, and done again', async () => {
    const { order, task } = await mine()
    const canceled = await give('olga', task, 'cancel', { note: 'Not needed.' })
    expect(canceled.body).toMatchObject({ status: 'canceled', reason: 'by hand', process: { status: 'canceled' } })
    expect((await give('olga', task, 'cancel')).body.code).toBe('TASK_ENDED')
    expect((await give('olga', task, 'revive')).body.status).toBe('revived')
    expect((await ask('olga', 'GET', `api/processes/${order.process}`)).body.status).toBe('running')
  })

  test('that was given to somebody by hand stays in sight of who undid it, and is done anew', async () => {
    const order = await orders.order()
    const pack = await order.at('pack')
    await give('olga', pack, 'assign', { to: 'robot' })
    await give('robot', pack, 'complete', { input: {} })
    await give('robot', pack, 'undo')
    expect((await ask('robot', 'GET', `api/tasks/${pack}`)).body).toMatchObject({
      status: 'canceled',
      reason: 'undone',
      can: { revive: { allowed: true }, complete: { allowed: false } },
    })
    expect((await ask('robot', 'GET', 'api/tasks?list=inbox')).body.items).toEqual([])
    expect((await give('robot', pack, 'revive')).body.status).toBe('revived')
  })

  test('is undone by who did it, and refused while somebody has worked on', async () => {
    const { order, task } = await mine()
    const pack = await order.at('pack')
    expect((await give('maria', pack, 'undo')).status).toBe(403)
    await give('ben', task, 'complete', { input: {} })
    const later = await give('ben', pack, 'undo')
    expect([later.status, later.body.code]).toEqual([409, 'UNDO_LATER_FIRST'])
    const { body } = await give('ben', task, 'undo')
    expect(body).toMatchObject({ status: 'canceled', reason: 'undone', finishedAt: null })
  })
})

describe('a handle', () => {
  test('is run by who has its right, though that shows nothing of the order', async () => {
    const order = await orders.order()
    await order.until('pay')
    const task = await order.at('pay')
    expect((await ask('robot', 'GET', `api/tasks/${task}`)).status).toBe(404)
    expect((await give('robot', task, 'cancel')).body.code).toBe('TASK_NOT_FOUND')
    expect((await give('robot', task, 'run', { input: { amount: 5 } })).body.status).toBe('done')
    const again = await give('robot', task, 'run', { input: { amount: 5 } })
    expect([again.status, again.body.code]).toEqual([409, 'TASK_ENDED'])
    expect((await give('eve', task, 'run', { input: { amount: 5 } })).body.code).toBe('TASK_NOT_FOUND')
  })

  test('is run by who manages the flow, with what it takes', async () => {
    const order = await orders.order()
    await order.until('pay')
    const task = await order.at('pay')
    const refused = await give('ben', task, 'run', { input: { amount: 5 } })
    expect([refused.status, refused.body.code]).toEqual([403, 'PERMISSION_MISSING'])
    const wrong = await give('olga', task, 'run', { input: { amount: 'five' } })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'INPUT_INVALID'])
    expect((await give('olga', task, 'run', { input: { amount: 5 } })).body.status).toBe('done')
  })

  test('is no work for people', async () => {
    const order = await orders.order()
    await order.until('pay')
    const { status, body } = await give('olga', await order.at('pay'), 'complete', { input: {} })
    expect([status, body.code]).toEqual([409, 'TASK_NOT_HUMAN'])
  })
})

describe('a step in error', () => {
  test('says why, needs attention, is tried again, or skipped', async () => {
    const order = await orders.order('Broken printer')
    await order.until('vote')
    const task = await order.at('print')
    const { body } = await ask('olga', 'GET', `api/tasks/${task}`)
    expect(body).toMatchObject({ status: 'error', error: { message: expect.stringContaining('out of paper') } })
    expect(body.error).not.toHaveProperty('stack')
    expect(body.can).toMatchObject({ retry: { allowed: true }, skip: { allowed: true }, undo: { allowed: false } })
    expect(body.targets.skip).toEqual([{ node: 'ask', title: 'Ask the neighbours' }])
    const process = (await ask('olga', 'GET', `api/processes/${order.process}`)).body
    expect(process.attention).toContain('out of paper')
    expect((await give('ben', task, 'retry')).status).toBe(403)
    // Given by a person the failure has somebody to be told: nothing is stored.
    expect((await give('olga', task, 'retry')).status).toBeGreaterThanOrEqual(200)
    expect((await give('olga', task, 'skip', { note: 'Printed by hand.' })).status).toBe(200)
    expect((await ask('ben', 'GET', `api/tasks/${await order.at('vote')}`)).body.status).toBe('new')
    const again = await give('olga', task, 'retry')
    expect([again.status, again.body.code]).toEqual([409, 'TASK_NOT_FAILED'])
  })

  test('is told in the history', async () => {
    const order = await orders.order('Broken printer')
    await order.until('vote')
    const { items } = (await ask('olga', 'GET', `api/processes/${order.process}/history`)).body
    const failed = items.find((event: { type: string }) => event.type === 'task.failed')
    expect(failed).toMatchObject({ title: 'Print the label', to: 'error', error: { message: expect.any(String) } })
    const attention = items.find((event: { type: string }) => event.type === 'process.attention')
    expect(attention.reason).toContain('Print the label')
  })
})

describe('a split with items', () => {
  test('takes one more while it is under way, as far as it fits', async () => {
    const order = await orders.order()
    await order.until('vote')
    const split = await order.at('ask')
    const { body } = await ask('olga', 'GET', `api/tasks/${split}`)
    expect(body.targets.add).toEqual([{ node: 'vote', title: 'Vote' }])
    expect(body.itemSchemas.vote).toMatchObject({ type: 'string' })
    const wrong = await give('olga', split, 'add', { item: 7 })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'ITEM_INVALID'])
    expect((await give('ben', split, 'add', { item: 'above' })).status).toBe(403)
    expect((await give('olga', split, 'add', { item: 'above' })).status).toBe(200)
    const vote = (await ask('ben', 'GET', `api/tasks/${await order.at('vote')}`)).body
    expect(vote.item).toBe('above')
  })

  test('is finished early: what is open is given up', async () => {
    const order = await orders.order()
    await order.until('vote')
    const split = await order.at('ask')
    const may = async () => {
      const { tasks } = (await ask('olga', 'GET', `api/processes/${order.process}`)).body
      return tasks.find((task: { id: string }) => task.id === split).may
    }
    expect(await may()).toEqual(expect.arrayContaining(['add', 'finish']))
    expect((await give('olga', split, 'finish', { note: 'Enough.' })).status).toBe(200)
    expect((await ask('ben', 'GET', `api/tasks/${await order.at('vote')}`)).body.status).toBe('canceled')
    const late = await give('olga', split, 'finish')
    expect([late.status, late.body.code]).toEqual([409, 'NOT_UNDER_WAY'])
  })
})

describe('what a task tells', () => {
  test('for every command: whether it may be given, and if not, why', async () => {
    const order = await orders.order()
    const { can, mayGive } = (await ask('ben', 'GET', `api/tasks/${await order.at('pack')}`)).body
    expect(Object.keys(can)).toHaveLength(15)
    expect(can).toMatchObject({
      assign: { allowed: true },
      run: { allowed: false, code: 'COMMAND_UNFIT' },
      cancel: { allowed: false, code: 'PERMISSION_MISSING' },
      undo: { allowed: false, code: 'PERMISSION_MISSING' },
    })
    expect(mayGive).toBe(false)
    expect((await ask('olga', 'GET', `api/tasks/${await order.at('pack')}`)).body.mayGive).toBe(true)
  })

  test('where it may be sent back, moved and skipped to', async () => {
    const order = await orders.order()
    await order.until('check')
    const { targets } = (await ask('olga', 'GET', `api/tasks/${await order.at('check')}`)).body
    expect(targets.sendBack).toEqual([{ node: 'pack', title: 'Pack' }])
    expect(targets.skip).toEqual([{ node: 'pay', title: 'Wait for the payment' }])
    const moves = targets.move.map(({ node }: { node: string }) => node)
    expect(moves).toEqual(expect.arrayContaining(['pack', 'sent']))
    for (const node of ['start', 'startByMail', 'check']) expect(moves).not.toContain(node)
  })
})

test('a body with what the command does not take is refused', async () => {
  const order = await orders.order()
  const { status, body } = await give('ben', await order.at('pack'), 'assign', { item: 1 })
  expect([status, body.code, body.issues[0].path]).toEqual([400, 'REQUEST_INVALID', ['item']])
})

test.each([
  'reassign',
  'run',
  'sendBack',
  'cancel',
  'undo',
  'revive',
  'retry',
  'skip',
  'move',
  'reschedule',
  'add',
  'finish',
])('%s of a task that is not in sight is not found', async (command) => {
  const order = await orders.order()
  const body = { ...needs[command] }
  const hidden = await give('eve', await order.at('pack'), command, body)
  expect([hidden.status, hidden.body.code]).toEqual([404, 'TASK_NOT_FOUND'])
  expect((await give('olga', noSuchId, command, body)).status).toBe(404)
})
const needs: Record<string, object> = {
  reassign: { to: 'ben' },
  sendBack: { note: 'x' },
  skip: { note: 'x' },
  move: { to: 'pack' },
  reschedule: { at: '1 day' },
  add: { item: 1 },
}

describe('several tasks at once', () => {
  test('are taken, and those that cannot be are named with the reason', async () => {
    const [one, two] = [await orders.order(), await orders.order()]
    const [first, second] = [await one.at('pack'), await two.at('pack')]
    await give('maria', second, 'assign')
    const { status, body } = await ask('ben', 'POST', 'api/tasks/bulk', {
      command: 'assign',
      tasks: [first, second, noSuchId, first],
    })
    expect(status).toBe(200)
    expect(body.done.map((task: { id: string }) => task.id)).toEqual([first])
    expect(body.done[0].owner).toEqual({ id: 'ben', name: 'Ben Adler' })
    expect(body.refused.map((each: any) => [each.task, each.problem.code, each.problem.status])).toEqual([
      [second, 'TASK_ALREADY_ASSIGNED', 409],
      [noSuchId, 'TASK_NOT_FOUND', 404],
    ])
  })

  test.each(['assign', 'reassign', 'undo'])('that are not in sight do not tell their titles (%s)', async (command) => {
    const order = await orders.order()
    const task = await order.at('pack')
    const { body } = await ask('eve', 'POST', 'api/tasks/bulk', { command, tasks: [task] })
    expect(body).toMatchObject({ done: [], refused: [{ task, problem: { code: 'TASK_NOT_FOUND' } }] })
    expect(JSON.stringify(body)).not.toContain('Pack')
  })

  test.each([
    ['with no task', { command: 'assign', tasks: [] }],
    ['with what is no id', { command: 'assign', tasks: ['1'] }],
    ['with too many', { command: 'assign', tasks: Array.from({ length: 201 }, () => noSuchId) }],
    ['with a command that needs more', { command: 'complete', tasks: [noSuchId] }],
    ['to somebody who is no user', { command: 'assign', tasks: [noSuchId], to: 'nobody' }],
  ])('%s are refused', async (_, body) => {
    const answer = await ask('ben', 'POST', 'api/tasks/bulk', body)
    expect([answer.status, answer.body.code]).toEqual([400, 'REQUEST_INVALID'])
  })
})
