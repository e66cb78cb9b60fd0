import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApprovals, type Approvals } from './approval.ts'
import { people } from './people.ts'

let approvals: Approvals
const directory = [...Object.values(people), { id: 'carl', name: 'Carl Lind', permissions: [] }]
beforeAll(async () => {
  approvals = await openApprovals({
    users: {
      search: (text) => directory.filter((user) => user.name.toLowerCase().includes(text.toLowerCase())),
      get: (id) => directory.find((user) => user.id === id),
    },
  })
})
afterAll(() => approvals.close())
const ask: Approvals['ask'] = (...asked) => approvals.ask(...asked)
const noSuchId = '01a20184-7ef8-7297-97d1-8f7b0bb47f6d'

describe('me', () => {
  test('says who asks and how much waits', async () => {
    await approvals.request()
    const { status, body } = await ask('ben', 'GET', 'api/me')
    expect(status).toBe(200)
    expect(body.actor).toEqual({ id: 'ben', name: 'Ben Adler' })
    expect(body.counts.queue).toBeGreaterThan(0)
    expect(body.most).toBe(1000)
  })
})

describe('flows', () => {
  test('are listed with what the actor may start, and why not', async () => {
    const { body } = await ask('eve', 'GET', 'api/flows')
    expect(body.items[0]).toMatchObject({ name: 'approval', title: 'Approval', icon: 'document', version: 1 })
    expect(body.items[0].starts).toEqual([
      {
        node: 'start',
        title: 'Ask',
        description: '',
        kind: 'start',
        can: expect.objectContaining({ allowed: false, code: 'PERMISSION_MISSING' }),
      },
    ])
    expect((await ask('anna', 'GET', 'api/flows')).body.items[0].starts[0].can).toEqual({ allowed: true })
  })

  test('carry their picture', async () => {
    const { body } = await ask('anna', 'GET', 'api/flows/approval')
    expect(body.picture.nodes.map((node: { node: string }) => node.node)).toContain('approve')
  })

  test('that are misspelt are not found, with the name that was probably meant', async () => {
    const { status, body } = await ask('anna', 'GET', 'api/flows/aproval')
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 'FLOW_UNKNOWN', detail: "Did you mean 'approval'?" })
    expect((await ask('anna', 'GET', 'api/flows/__proto__')).body.code).toBe('FLOW_UNKNOWN')
  })
})

describe('a start', () => {
  test('has a form with labels and what is required', async () => {
    const { body } = await ask('anna', 'GET', 'api/flows/approval/starts/start')
    expect(body.form.fields).toEqual(['message', 'dueOn'])
    expect(body.form.schema.required).toEqual(['message'])
    expect(body.form.schema.properties.dueOn).toEqual({ type: 'string', format: 'date', title: 'Due on' })
  })

  test('begins a process', async () => {
    const { status, body } = await ask('anna', 'POST', 'api/flows/approval/starts/start', {
      input: { message: 'Hi' },
      note: 'soon',
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      flow: 'approval',
      flowTitle: 'Approval',
      summary: 'Hi',
      status: 'running',
      startedBy: { name: 'Anna Weber' },
    })
  })

  test.each([
    ['with a wrong input', 'anna', 'start', { input: { message: '' } }, 422, 'INPUT_INVALID'],
    ['without an input', 'anna', 'start', {}, 400, 'REQUEST_INVALID'],
    ['by who has no right', 'eve', 'start', { input: { message: 'Hi' } }, 403, 'PERMISSION_MISSING'],
    ['at a node that does not exist', 'anna', 'begin', { input: {} }, 404, 'NODE_UNKNOWN'],
    ['at a task', 'anna', 'approve', { input: {} }, 404, 'NODE_NOT_STARTABLE'],
    ['at a start that is for code', 'anna', 'startFromCode', { input: { text: 'Hi' } }, 404, 'NODE_NOT_STARTABLE'],
    ['with a body that does not fit', 'anna', 'start', { input: {}, note: 1 }, 400, 'REQUEST_INVALID'],
  ] as const)('%s is refused', async (_when, who, node, sent, status, code) => {
    const answer = await ask(who, 'POST', `api/flows/approval/starts/${node}`, sent)
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test('names each wrong field with its value', async () => {
    const { body } = await ask('anna', 'POST', 'api/flows/approval/starts/start', {
      input: { message: '', dueOn: 'soon' },
    })
    expect(body.issues.map((issue: { path: string[] }) => issue.path)).toEqual([['message'], ['dueOn']])
    expect(body.issues[0]).toMatchObject({ message: 'Enter a message.', value: '' })
  })
})

describe('tasks', () => {
  test('go from the queue to the inbox to the archive', async () => {
    const { task } = await approvals.request()
    const has = async (list: string) =>
      (await ask('ben', 'GET', `api/tasks?list=${list}&limit=200`)).body.items.some(
        (each: { id: string }) => each.id === task,
      )
    expect(await has('queue')).toBe(true)
    const taken = await ask('ben', 'POST', `api/tasks/${task}/assign`, {})
    expect(taken.body).toMatchObject({ status: 'assigned', owner: { id: 'ben', name: 'Ben Adler' } })
    expect(await has('inbox')).toBe(true)
    const done = await ask('ben', 'POST', `api/tasks/${task}/complete`, { input: { approved: true } })
    expect(done.body.endedBy).toEqual({ id: 'ben', name: 'Ben Adler' })
    expect(done.body).toMatchObject({ status: 'done', summary: 'Approved', process: { status: 'done' } })
    expect(await has('archive')).toBe(true)
  })

  test('are read with form, facts and what may be done', async () => {
    const { task } = await approvals.request()
    const { body } = await ask('ben', 'GET', `api/tasks/${task}`)
    expect(body.form.fields).toEqual(['approved'])
    expect(body.facts).toContainEqual({ key: 'message', label: 'Message', value: 'Hello' })
    // What the form asks for is no fact yet.
    expect(body.facts.map(({ key }: { key: string }) => key)).not.toContain('approved')
    expect(body.can).toMatchObject({
      assign: { allowed: true },
      complete: { allowed: false, code: 'TASK_NOT_ASSIGNED' },
    })
  })

  test('that have ended have no form', async () => {
    const { task, process } = await approvals.request()
    await ask('olga', 'POST', `api/processes/${process}/cancel`, { note: 'No longer needed' })
    const { body } = await ask('ben', 'GET', `api/tasks/${task}`)
    expect(body).toMatchObject({ status: 'canceled', form: null, reason: 'process canceled' })
  })

  test('can be given to somebody of the directory, whose name is looked up', async () => {
    const { task } = await approvals.request()
    const given = await ask('olga', 'POST', `api/tasks/${task}/assign`, { to: 'carl' })
    expect(given.body.owner).toEqual({ id: 'carl', name: 'Carl Lind' })
    const nobody = await ask('olga', 'POST', `api/tasks/${task}/assign`, { to: 'nobody' })
    expect(nobody.body).toMatchObject({ code: 'REQUEST_INVALID', issues: [{ path: ['to'], value: 'nobody' }] })
  })

  test('can be given back', async () => {
    const { task } = await approvals.request()
    await ask('ben', 'POST', `api/tasks/${task}/assign`)
    const { status, body } = await ask('ben', 'POST', `api/tasks/${task}/unassign`)
    expect([status, body.status, body.owner]).toEqual([200, 'new', null])
  })

  test('taken by two at once: the second learns who was first', async () => {
    const { task } = await approvals.request()
    await ask('ben', 'POST', `api/tasks/${task}/assign`)
    const { status, body } = await ask('maria', 'POST', `api/tasks/${task}/assign`)
    expect([status, body.code]).toEqual([409, 'TASK_ALREADY_ASSIGNED'])
    expect(body.title).toContain('Ben Adler')
  })

  test.each([
    ['a stranger', 'eve', 'complete', 404, 'TASK_NOT_FOUND'],
    ['who may only see it', 'anna', 'assign', 403, 'TASK_NOT_OFFERED'],
    ['who has not taken it', 'ben', 'complete', 409, 'TASK_NOT_ASSIGNED'],
    ['who misspells the command', 'ben', 'complet', 404, 'COMMAND_UNKNOWN'],
  ] as const)('%s is refused', async (_who, who, command, status, code) => {
    const { task } = await approvals.request()
    const answer = await ask(who, 'POST', `api/tasks/${task}/${command}`, {})
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test('that are over are refused as moved on', async () => {
    const { task, process } = await approvals.request()
    await ask('olga', 'POST', `api/processes/${process}/cancel`)
    const { status, body } = await ask('ben', 'POST', `api/tasks/${task}/assign`)
    expect([status, body.code]).toEqual([409, 'TASK_ENDED'])
  })

  test('with a wrong input stay as they are', async () => {
    const { task } = await approvals.request()
    await ask('ben', 'POST', `api/tasks/${task}/assign`)
    const { status, body } = await ask('ben', 'POST', `api/tasks/${task}/complete`, {
      input: { approved: 'yes', aproved: true },
    })
    expect([status, body.code]).toEqual([422, 'INPUT_INVALID'])
    expect((await ask('ben', 'GET', `api/tasks/${task}`)).body.status).toBe('assigned')
  })

  test('whose function fails say where and why, and the server hears of it', async () => {
    const { task } = await approvals.request('boom')
    await ask('ben', 'POST', `api/tasks/${task}/assign`)
    const { status, body } = await ask('ben', 'POST', `api/tasks/${task}/complete`, { input: { approved: true } })
    expect([status, body.code]).toEqual([500, 'FUNCTION_FAILED'])
    expect(body.title).toMatch(/'send' failed.*The mail server is down/)
    expect(approvals.failures).toContainEqual(
      expect.objectContaining({ code: 'FUNCTION_FAILED', cause: expect.any(Error) }),
    )
  })

  test.each([
    ['not-an-id', 404, 'TASK_NOT_FOUND'],
    [noSuchId, 404, 'TASK_NOT_FOUND'],
  ])('%s does not exist', async (id, status, code) => {
    const answer = await ask('ben', 'GET', `api/tasks/${id}`)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(answer.body.title).toContain(id)
  })
})

describe('lists', () => {
  test.each([
    ['api/tasks', 400, 'FILTER_INVALID'],
    ['api/tasks?list=mine', 400, 'FILTER_INVALID'],
    ['api/tasks?list=inbox&limit=0', 400, 'LIMIT_INVALID'],
    ['api/tasks?list=inbox&limit=many', 400, 'LIMIT_INVALID'],
    ['api/tasks?list=inbox&cursor=x', 400, 'CURSOR_INVALID'],
    ['api/tasks?list=inbox&flow=aproval', 404, 'FLOW_UNKNOWN'],
    ['api/tasks?list=inbox&flw=approval', 400, 'FILTER_UNKNOWN'],
    ['api/processes?staus=done', 400, 'FILTER_UNKNOWN'],
    ['api/processes?status=finished', 400, 'FILTER_INVALID'],
    ['api/processes?where=%7B%7D', 400, 'FILTER_INVALID'],
    ['api/processes?flow=approval&where=nonsense', 400, 'FILTER_INVALID'],
    ['api/processes?flow=approval&where=%7B%22constructor%22%3A1%7D', 400, 'FILTER_UNKNOWN'],
    ['api/processes?flow=approval&where=%7B%22__proto__%22%3A1%7D', 400, 'FILTER_UNKNOWN'],
    ['api/processes?search=%00', 400, 'FILTER_INVALID'],
    ['api/processes?outcome=%00', 400, 'FILTER_INVALID'],
    ['api/processes?startedSince=0000-01-01T00:00:00Z', 400, 'FILTER_INVALID'],
    ['api/processes/counts?startedUntil=0000-01-01T00:00:00Z', 400, 'FILTER_INVALID'],
    ['api/tasks?list=inbox&createdSince=0000-01-01T00:00:00Z', 400, 'FILTER_INVALID'],
    ['api/processes?flow=approval&where=%7B%22aproved%22%3Atrue%7D', 400, 'FILTER_UNKNOWN'],
    ['api/processes?flow=approval&where=%7B%22approved%22%3A3%7D', 400, 'FILTER_INVALID'],
    [`api/processes/${noSuchId}`, 404, 'PROCESS_NOT_FOUND'],
    ['api/processes/1', 404, 'PROCESS_NOT_FOUND'],
    [`api/processes/${noSuchId}/history`, 404, 'PROCESS_NOT_FOUND'],
    ['api/nothing', 404, 'ROUTE_UNKNOWN'],
  ])('%s is refused', async (path, status, code) => {
    const answer = await ask('ben', 'GET', path)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })

  test('a misspelt filter gets the right name', async () => {
    expect((await ask('ben', 'GET', 'api/processes?staus=done')).body.detail).toBe("Did you mean 'status'?")
  })

  test('go on where the page before ended', async () => {
    for (let i = 0; i < 3; i++) await approvals.request(`Page ${i}`)
    const first = await ask('olga', 'GET', 'api/processes?limit=2')
    const second = await ask('olga', 'GET', `api/processes?limit=2&cursor=${first.body.next}`)
    const numbers = [...first.body.items, ...second.body.items].map((process: { number: number }) => process.number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
    expect(new Set(numbers).size).toBe(4)
  })

  test('show the processes that fit, and none that the actor may not see', async () => {
    const { process, task } = await approvals.request('Find me')
    await ask('ben', 'POST', `api/tasks/${task}/assign`)
    await ask('ben', 'POST', `api/tasks/${task}/complete`, { input: { approved: true } })
    const where = encodeURIComponent(JSON.stringify({ approved: true }))
    const path = `api/processes?flow=approval&status=done&outcome=sent&search=find&where=${where}`
    const found = await ask('anna', 'GET', path)
    expect(found.body.items.map((each: { id: string }) => each.id)).toEqual([process])
    expect(found.body.items[0]).toMatchObject({ outcome: 'sent', outcomeTitle: 'Sent' })
    expect((await ask('eve', 'GET', path)).body.items).toEqual([])
  })
})

describe('a process', () => {
  test('shows its data, its tasks with their shapes, and its history', async () => {
    const { process, task } = await approvals.request()
    await ask('ben', 'POST', `api/tasks/${task}/assign`)
    await ask('ben', 'POST', `api/tasks/${task}/complete`, { input: { approved: true }, note: 'fine' })
    const { body } = await ask('anna', 'GET', `api/processes/${process}`)
    const yesNo = { key: 'approved', label: 'Approve?', field: { type: 'boolean', title: 'Approve?' } }
    expect(body.data).toContainEqual({ ...yesNo, value: true })
    expect(body.data).toContainEqual({ key: 'dueOn', label: 'Due on', value: null })
    expect(body.tasks.map((each: { node: string; shape: string }) => [each.node, each.shape])).toEqual([
      ['start', 'start'],
      ['approve', 'human'],
      ['send', 'auto'],
      ['sent', 'end'],
    ])
    const { items } = (await ask('anna', 'GET', `api/processes/${process}/history`)).body
    const completed = items.find(
      (event: { type: string; node: string }) => event.type === 'task.done' && event.node === 'approve',
    )
    expect(completed).toMatchObject({ title: 'Approve the message', actor: { name: 'Ben Adler' }, note: 'fine' })
    expect(completed.changes).toEqual([{ ...yesNo, before: null, after: true }])
    const of = (type: string, node: string) =>
      items.find((event: { type: string; node: string }) => event.type === type && event.node === node)
    // Defaults come with the data; only what was handed in is told.
    expect(of('task.done', 'start').changes.map(({ key }: { key: string }) => key)).toEqual(['message'])
    expect(of('task.assigned', 'approve').assignee).toEqual({ id: 'ben', name: 'Ben Adler' })
    const rest = (await ask('anna', 'GET', `api/processes/${process}/history?after=${completed.number}&limit=1`)).body
      .items
    expect(rest.map((event: { number: number }) => event.number)).toEqual([completed.number + 1])
  })

  test('is canceled by who manages the flow, once', async () => {
    const { process } = await approvals.request()
    const refused = await ask('anna', 'POST', `api/processes/${process}/cancel`, {})
    expect([refused.status, refused.body.code]).toEqual([403, 'PERMISSION_MISSING'])
    expect((await ask('eve', 'POST', `api/processes/${process}/cancel`, {})).status).toBe(404)
    expect((await ask('olga', 'POST', `api/processes/${process}/cancel`, { note: 'No' })).body.status).toBe('canceled')
    const again = await ask('olga', 'POST', `api/processes/${process}/cancel`, {})
    expect([again.status, again.body.code]).toEqual([409, 'PROCESS_ENDED'])
  })
})

describe('users', () => {
  test('are searched, and nothing but names and ids is told', async () => {
    const { body } = await ask('anna', 'GET', 'api/users?search=ben')
    expect(body.items).toEqual([{ id: 'ben', name: 'Ben Adler' }])
  })

  test('are refused where there is no directory', async () => {
    const bare = await openApprovals()
    const answer = await bare.ask('anna', 'GET', 'api/users')
    expect([answer.status, answer.body.code]).toEqual([404, 'USERS_MISSING'])
    await bare.close()
  })
})
