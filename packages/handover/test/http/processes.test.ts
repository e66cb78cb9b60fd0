import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docks, openOrders, type Orders } from './orders.ts'

let orders: Orders
beforeAll(async () => {
  orders = await openOrders({
    mayPublish: (actor, name, kind) =>
      actor.permissions.includes('shop.events') && kind === 'message' && name !== 'secret',
  })
})
afterAll(() => orders.close())
const ask: Orders['ask'] = (...asked) => orders.ask(...asked)

describe('a suspended process', () => {
  test('does not move until it is resumed', async () => {
    const order = await orders.order()
    const task = await order.at('pack')
    const path = `api/processes/${order.process}`
    const refused = await ask('anna', 'POST', `${path}/suspend`, {})
    expect([refused.status, refused.body.code]).toEqual([403, 'PERMISSION_MISSING'])
    const { body } = await ask('olga', 'POST', `${path}/suspend`, { note: 'The customer asked us to wait.' })
    expect(body.suspendedAt).toEqual(expect.any(String))
    const held = await ask('ben', 'POST', `api/tasks/${task}/assign`, {})
    expect([held.status, held.body.code]).toEqual([409, 'PROCESS_SUSPENDED'])
    expect((await ask('olga', 'POST', `${path}/suspend`, {})).body.code).toBe('PROCESS_SUSPENDED')
    const detail = (await ask('olga', 'GET', path)).body
    expect(detail.can).toMatchObject({
      resume: { allowed: true },
      suspend: { allowed: false },
      cancel: { allowed: true },
    })
    expect((await ask('olga', 'POST', `${path}/resume`, {})).body.suspendedAt).toBeNull()
    expect((await ask('olga', 'POST', `${path}/resume`, {})).body.code).toBe('PROCESS_NOT_SUSPENDED')
    expect((await ask('ben', 'POST', `api/tasks/${task}/assign`, {})).status).toBe(200)
    const { items } = (await ask('anna', 'GET', `${path}/history`)).body
    const suspended = items.find((event: { type: string }) => event.type === 'process.suspended')
    expect(suspended).toMatchObject({ actor: { id: 'olga' }, note: 'The customer asked us to wait.' })
  })

  test('is not found by who may not see it', async () => {
    const order = await orders.order()
    for (const command of ['suspend', 'resume', 'cancel'])
      expect((await ask('eve', 'POST', `api/processes/${order.process}/${command}`, {})).status).toBe(404)
  })

  test('has no other commands', async () => {
    const order = await orders.order()
    const { status, body } = await ask('olga', 'POST', `api/processes/${order.process}/suspnd`, {})
    expect([status, body.code, body.detail]).toEqual([404, 'COMMAND_UNKNOWN', "Did you mean 'suspend'?"])
  })
})

describe('a process that calls another', () => {
  test('names its children, and they name who called them', async () => {
    const order = await orders.order()
    await order.until('send')
    const { body } = await ask('olga', 'GET', `api/processes/${order.process}`)
    expect(body.children).toMatchObject([
      { flow: 'parcel', summary: 'Parcel to Nordlys', parentTask: await order.at('send') },
    ])
    const { items } = (await ask('olga', 'GET', `api/processes/${order.process}/children`)).body
    expect(items).toEqual(body.children)
    const child = (await ask('olga', 'GET', `api/processes/${items[0].id}`)).body
    expect(child.parent).toMatchObject({
      task: await order.at('send'),
      title: 'Send the parcel',
      process: { id: order.process },
    })
    expect((await ask('eve', 'GET', `api/processes/${order.process}/children`)).status).toBe(404)
  })

  test('does not show its caller to who may not see that', async () => {
    const order = await orders.order()
    await order.until('send')
    const [child] = (await ask('olga', 'GET', `api/processes/${order.process}/children`)).body.items
    // Maria may carry the parcel, and has nothing to do with the order.
    const seen = await ask('maria', 'GET', `api/processes/${child.id}`)
    expect([seen.status, seen.body.parent]).toEqual([200, null])
  })
})

describe('a process about a record', () => {
  const begin = async () => {
    const started = await ask('ben', 'POST', 'api/flows/dock-change/starts/start', {
      input: { place: 'Oslo', gates: 2 },
    })
    expect(started.status).toBe(201)
    const { body } = await ask('ben', 'GET', `api/processes/${started.body.id}`)
    const task = body.tasks.find((each: { node: string }) => each.node === 'widen').id
    return { process: body, task }
  }

  test('shows it, and its fields are changed by a form', async () => {
    const { process, task } = await begin()
    expect(process.artifact).toMatchObject({ type: 'dock', title: 'Dock', label: 'Oslo', isGone: false })
    const { items } = (await ask('ben', 'GET', `api/processes/${process.id}/history`)).body
    const began = items.find(
      (event: { type: string; node: string }) => event.type === 'task.done' && event.node === 'start',
    )
    expect(began.changes).toContainEqual({ key: 'artifact', label: 'Dock', before: null, after: 'Oslo' })
    const gates = { key: 'gates', label: 'Ways in', field: expect.objectContaining({ unit: 'gates' }) }
    expect(process.artifact.facts).toContainEqual({ ...gates, value: 2 })
    const { form } = (await ask('ben', 'GET', `api/tasks/${task}`)).body
    expect(form).toMatchObject({ fields: ['gates'], values: { gates: 2 }, component: null })
    await ask('ben', 'POST', `api/tasks/${task}/assign`, {})
    expect((await ask('ben', 'POST', `api/tasks/${task}/complete`, { input: { gates: 3 } })).body.status).toBe('done')
    expect(docks.get(process.artifact.id)?.gates).toBe(3)
    const after = (await ask('ben', 'GET', `api/processes/${process.id}/history`)).body.items
    const widened = after.find(
      (each: { type: string; node: string }) => each.type === 'task.done' && each.node === 'widen',
    )
    expect(widened.changes).toEqual([{ ...gates, before: 2, after: 3 }])
  })

  test('tells a no only after somebody has said it', async () => {
    const { process, task } = await begin()
    const answer = async (id: string, input: object) => {
      await ask('ben', 'POST', `api/tasks/${id}/assign`, {})
      expect((await ask('ben', 'POST', `api/tasks/${id}/complete`, { input })).status).toBe(200)
    }
    const told = async () => {
      const { data, tasks } = (await ask('ben', 'GET', `api/processes/${process.id}`)).body
      const { value } = data.find((fact: { key: string }) => fact.key === 'agreed')
      return { value, agree: tasks.find((each: { node: string }) => each.node === 'agree')?.id as string }
    }
    expect((await told()).value).toBeNull()
    const { facts } = (await ask('ben', 'GET', `api/tasks/${task}`)).body
    expect(facts).toContainEqual(expect.objectContaining({ key: 'agreed', value: null }))
    await answer(task, { gates: 3 })
    await answer((await told()).agree, { agreed: false })
    expect((await told()).value).toBe(false)
  })

  test('stays readable when the record is gone', async () => {
    const { process, task } = await begin()
    docks.delete(process.artifact.id)
    for (const path of [`api/processes/${process.id}`, `api/tasks/${task}`]) {
      const { status, body } = await ask('ben', 'GET', path)
      expect([status, body.artifact.isGone, body.artifact.facts]).toEqual([200, true, []])
    }
    const { items } = (await ask('ben', 'GET', `api/processes/${process.id}/history`)).body
    const named = items.flatMap((event: { changes: { label: string; after: string }[] }) => event.changes)
    expect(named).toMatchObject([{ label: 'Dock', after: `Dock ${process.artifact.id}` }])
  })
})

describe('starts', () => {
  const start = (who: 'robot' | 'anna' | 'olga', node: string, input: object) =>
    ask(who, 'POST', `api/flows/order/starts/${node}`, { input })

  test('for programs are given over HTTP when they carry a permission', async () => {
    expect((await start('robot', 'startByShop', { customer: 'Shop' })).status).toBe(201)
    expect((await start('anna', 'startByShop', { customer: 'Shop' })).body.code).toBe('PERMISSION_MISSING')
  })

  test.each(['startByCode', 'startByMail'])('for code and messages are not: %s', async (node) => {
    const { status, body } = await start('olga', node, { customer: 'x', from: 'x' })
    expect([status, body.code]).toEqual([404, 'NODE_NOT_STARTABLE'])
  })
})

describe('messages and signals', () => {
  test('are taken from whom the application lets send them', async () => {
    const order = await orders.order()
    await order.until('collect')
    const body = { key: String(order.number), payload: { by: 'Jonas' } }
    const refused = await ask('olga', 'POST', 'api/messages/order.collected', body)
    expect([refused.status, refused.body.code]).toEqual([403, 'PUBLISHING_NOT_ALLOWED'])
    const sent = await ask('robot', 'POST', 'api/messages/order.collected', body)
    expect([sent.status, sent.body]).toEqual([202, { accepted: true }])
    await orders.handover.idle()
    expect((await ask('olga', 'GET', `api/tasks/${await order.at('collect')}`)).body.status).toBe('done')
  })

  test('begin processes that start with them', async () => {
    await ask('robot', 'POST', 'api/messages/order.mailed', { payload: { from: 'A letter' } })
    await orders.handover.idle()
    const { items } = (await ask('olga', 'GET', 'api/processes?flow=order&search=A%20letter')).body
    expect(items).toHaveLength(1)
  })

  test('are refused by name and by kind', async () => {
    expect((await ask('robot', 'POST', 'api/messages/secret', {})).status).toBe(403)
    expect((await ask('robot', 'POST', 'api/signals/order.collected', {})).status).toBe(403)
    expect((await ask('robot', 'POST', 'api/messages/order.mailed', { ttl: 3 })).body.code).toBe('REQUEST_INVALID')
  })
})

describe('what cannot be stored is refused as what the sender did wrong', () => {
  let open: Orders
  beforeAll(async () => {
    open = await openOrders({ mayPublish: () => true })
  })
  afterAll(() => open.close())

  const long = 'x'.repeat(501)
  test.each([
    ['messages/%00', {}, ['name']],
    [`signals/${long}`, {}, ['name']],
    ['messages/m', { key: 'a\u0000' }, ['key']],
    ['messages/m', { key: long }, ['key']],
    ['messages/m', { ttl: 'soon' }, ['ttl']],
    ['messages/m', { payload: { a: ['\ud800'] } }, ['payload']],
    ['signals/s', { payload: '\u0000' }, ['payload']],
  ])('in %s %j', async (path, body, at) => {
    const answer = await open.ask('anna', 'POST', `api/${path}`, body)
    expect([answer.status, answer.body.code]).toEqual([400, 'REQUEST_INVALID'])
    expect(answer.body.issues[0].path).toEqual(at)
    expect(open.failures).toEqual([])
  })

  test.each([
    ['reassign', { to: '\u0000' }, ['to']],
    ['assign', { to: '\ud800' }, ['to']],
    ['move', { to: '\u0000' }, ['to']],
    ['sendBack', { to: '\u0000', note: 'x' }, ['to']],
    ['skip', { to: '\u0000', note: 'x' }, ['to']],
    ['reschedule', { at: '0000-01-01T00:00:00Z' }, ['at']],
  ])('at %s %j', async (command, body, at) => {
    const order = await open.order()
    await order.until('check')
    const answer = await open.ask('olga', 'POST', `api/tasks/${await order.at('check')}/${command}`, body)
    expect([answer.status, answer.body.code, answer.body.issues?.[0].path]).toEqual([400, 'REQUEST_INVALID', at])
  })
})

test('signals reach who listens', async () => {
  const open = await openOrders({ mayPublish: () => Promise.resolve(true) })
  const sent = await open.ask('anna', 'POST', 'api/signals/strike', { payload: { until: 'Monday' } })
  expect([sent.status, sent.body]).toEqual([202, { accepted: true }])
  await open.close()
})

test('without mayPublish nobody sends anything', async () => {
  const open = await openOrders()
  expect((await open.ask('robot', 'POST', 'api/messages/order.mailed', {})).body.code).toBe('PUBLISHING_NOT_ALLOWED')
  await open.close()
})
