import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { openApprovals, type Approvals } from './approval.ts'
import type { Answer } from './open-api.ts'
import { people, type Who } from './people.ts'

let approvals: Approvals
let key: string
/** Who are no users any more. */
const gone = new Set<string>()
beforeAll(async () => {
  const all = Object.values(people)
  approvals = await openApprovals({
    mayPublish: (actor) => actor.id === 'robot' || actor.id === 'olga',
    users: { search: () => all, get: (id) => all.find((user) => user.id === id && !gone.has(id)) },
  })
})
afterAll(() => approvals.close())
beforeEach(() => {
  key = randomUUID()
})

const post = (who: Who, path: string, body: object = {}, idempotencyKey: string | null = key) =>
  approvals.ask(who, 'POST', path, body, idempotencyKey === null ? {} : { 'Idempotency-Key': idempotencyKey })
const isReplayed = ({ headers }: Answer) => headers.get('idempotency-replayed')
const start = 'api/flows/approval/starts/start'
const input = { input: { message: 'Hi' } }
const count = async () => (await approvals.handover.processes.list({ limit: 200 })).items.length

/** Sends it twice, and answers with both answers; whether the second is the first, said to be so. */
async function twice(who: Who, path: string, body?: object) {
  const first = await post(who, path, body)
  const second = await post(who, path, body)
  const isSame = JSON.stringify([first.status, first.body]) === JSON.stringify([second.status, second.body])
  return { first, statuses: [first.status, isReplayed(first), isReplayed(second), isSame] }
}
const repeated = (status: number) => [status, null, 'true', true]

describe('a request with an Idempotency-Key, sent again,', () => {
  test('starts one process', async () => {
    const before = await count()
    expect((await twice('anna', start, input)).statuses).toEqual(repeated(201))
    expect(await count()).toBe(before + 1)
  })

  test('gives a command to a task once, and is answered after the process has ended', async () => {
    const { process, task } = await approvals.request()
    expect((await twice('ben', `api/tasks/${task}/assign`)).statuses).toEqual(repeated(200))
    key = randomUUID()
    const completed = await twice('ben', `api/tasks/${task}/complete`, { input: { approved: true } })
    expect(completed.statuses).toEqual(repeated(200))
    expect(completed.first.body).toMatchObject({ status: 'done', summary: 'Approved' })
    expect((await approvals.handover.processes.get(process)).status).toBe('done')
  })

  test('is answered when whom the task was given to has left since', async () => {
    const { task } = await approvals.request()
    await post('ben', `api/tasks/${task}/assign`, {}, null)
    expect((await post('ben', `api/tasks/${task}/reassign`, { to: 'maria' })).status).toBe(200)
    gone.add('maria')
    onTestFinished(() => gone.clear())
    const again = await post('ben', `api/tasks/${task}/reassign`, { to: 'maria' })
    expect([again.status, isReplayed(again), again.body.owner.id]).toEqual([200, 'true', 'maria'])
    expect((await post('olga', `api/tasks/${task}/reassign`, { to: 'maria' }, null)).status).toBe(400)
  })

  test('gives a command to a process once', async () => {
    const { process } = await approvals.request()
    for (const command of ['suspend', 'resume', 'cancel']) {
      key = randomUUID()
      const given = await twice('olga', `api/processes/${process}/${command}`, { note: 'Twice.' })
      expect(given.statuses).toEqual(repeated(200))
    }
  })

  test('gives a command to many tasks once, and to a new one besides', async () => {
    const [one, two, three] = [await approvals.request(), await approvals.request(), await approvals.request()]
    const assign = (...of: { task: string }[]) => ({ command: 'assign', tasks: of.map(({ task }) => task) })
    const { first, statuses } = await twice('ben', 'api/tasks/bulk', assign(one, two))
    expect(statuses).toEqual(repeated(200))
    const more = await post('ben', 'api/tasks/bulk', assign(one, two, three))
    // Not all of it was done before.
    expect(isReplayed(more)).toBeNull()
    expect(more.body.done.slice(0, 2)).toEqual(first.body.done)
    expect(more.body).toMatchObject({ done: { length: 3 }, refused: [] })
    const other = await post('ben', 'api/tasks/bulk', { ...assign(one), command: 'unassign' })
    expect(other.body.refused[0].problem).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' })
    expect(other.body.refused[0].problem.title).toContain(key)
  })

  test('sends a message and a signal once', async () => {
    const message = await twice('robot', 'api/messages/order.paid', { key: '7', payload: { amount: 1 } })
    expect(message.statuses).toEqual(repeated(202))
    key = randomUUID()
    expect((await twice('robot', 'api/signals/season', { payload: 2026 })).statuses).toEqual(repeated(202))
  })

  test('is answered to who does not see the task any more', async () => {
    const { task } = await approvals.request()
    await approvals.handover.tasks.bulk('assign', [task], { to: 'eve' })
    expect((await post('eve', `api/tasks/${task}/reassign`, { to: 'ben' })).status).toBe(200)
    // Nothing but her own key tells that she had to do with it.
    const hidden = await approvals.ask('eve', 'GET', `api/tasks/${task}`)
    const again = await post('eve', `api/tasks/${task}/reassign`, { to: 'ben' })
    expect([hidden.status, again.status, isReplayed(again)]).toEqual([404, 200, 'true'])
    expect((await post('eve', `api/tasks/${task}/reassign`, { to: 'ben' }, randomUUID())).status).toBe(404)
  })

  test('is not refused because somebody else has the same key', async () => {
    const { task } = await approvals.request()
    expect((await post('ben', `api/tasks/${task}/assign`)).status).toBe(200)
    const other = await post('maria', `api/tasks/${task}/assign`)
    expect([other.status, other.body.code]).toEqual([409, 'TASK_ALREADY_ASSIGNED'])
    expect((await post('eve', `api/tasks/${task}/assign`)).status).toBe(404)
  })
})

describe('a request with an Idempotency-Key is refused', () => {
  test('when the key was used for something else, by its own name', async () => {
    await post('anna', start, input)
    const before = await count()
    const { status, body } = await post('anna', start, { input: { message: 'Bye' } })
    expect([status, body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
    expect(body.title).toBe(`The idempotency key '${key}' was used before, for something else.`)
    expect(await count()).toBe(before)
  })

  test.each([
    ['empty', ''],
    ['too long', 'x'.repeat(201)],
  ])('when the key is %s', async (_, odd) => {
    const before = await count()
    const { status, body } = await post('anna', start, input, odd)
    expect([status, body.code, body.issues[0].path]).toEqual([400, 'REQUEST_INVALID', ['Idempotency-Key']])
    expect(await count()).toBe(before)
  })

  test('as without one, and performed when it is corrected', async () => {
    const wrong = await post('anna', start, { input: { message: '' } })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'INPUT_INVALID'])
    expect((await post('anna', start, input)).status).toBe(201)
  })
})

test('a request without a key is performed each time', async () => {
  const before = await count()
  for (const answer of [await post('anna', start, input, null), await post('anna', start, input, null)])
    expect([answer.status, isReplayed(answer)]).toEqual([201, null])
  expect(await count()).toBe(before + 2)
})
