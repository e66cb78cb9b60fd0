import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'
import type { HumanStep } from '../flow/steps.ts'

type View = HumanStep<{ boss: string; seen: number }, never, 'human', any>

/** Starts a flow whose view says this about itself, and answers with its task and its process. */
async function created(arranged: (view: View) => View) {
  const leave = flow('leave', {
    data: z.object({ boss: z.string().default('ben'), seen: z.number().default(0) }),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('approve'),
      approve: arranged(n.view({ fields: [] }) as View).next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(leave)
  return { ...run.at('approve'), data: run.data, events: run.told() }
}

describe('who may take it', () => {
  test('is everyone when nothing is said', async () => {
    expect((await created((view) => view)).audience).toEqual({})
  })

  test('are those with its permission, by default named after flow and node', async () => {
    expect((await created((view) => view.permission())).audience).toEqual({ permissions: ['leave.approve'] })
    expect((await created((view) => view.permission('boss'))).audience).toEqual({ permissions: ['boss'] })
  })

  test('says its rule, asked with the data', async () => {
    const task = await created((view) => view.offer(({ process }) => ({ users: [process.data.boss] })))
    expect(task.audience).toEqual({ users: ['ben'] })
  })

  test('is filled by the permission when the rule only makes exceptions', async () => {
    const task = await created((view) => view.permission().offer(async () => ({ except: ['anna'] })))
    expect(task.audience).toEqual({ permissions: ['leave.approve'], except: ['anna'] })
  })

  test('is not widened by the permission when the rule names somebody', async () => {
    const task = await created((view) =>
      view.permission().offer(() => ({ users: [], permissions: undefined as never })),
    )
    expect(task.audience).toEqual({ users: [], permissions: undefined })
  })
})

describe('whose it is', () => {
  test("is nobody's when nothing is said, or the rule answers null", async () => {
    expect(await created((view) => view)).toMatchObject({ status: 'new', owner: null, assignedAt: null })
    expect(await created((view) => view.assign(() => null))).toMatchObject({ status: 'new', owner: null })
  })

  test('says its rule', async () => {
    const task = await created((view) => view.assign(({ process }) => process.data.boss))
    expect(task).toMatchObject({ status: 'assigned', owner: 'ben', assignedAt: '2030-01-01T09:01:00.000Z' })
  })

  test('may be who did an earlier task', async () => {
    expect((await created((view) => view.assign((visit) => visit.doneBy('start')))).owner).toBeNull()
  })
})

describe('when it is due', () => {
  test.each([
    ['a duration from its creation', '3 days', '2030-01-04T09:01:00.000Z'],
    ['a Date of a rule', () => new Date('2030-05-01T00:00:00Z'), '2030-05-01T00:00:00.000Z'],
    ['a duration of a rule', async () => '1 h', '2030-01-01T10:01:00.000Z'],
    ['an ISO time of a rule', () => '2030-05-01T00:00:00Z', '2030-05-01T00:00:00.000Z'],
  ])('is %s', async (_, due, at) => {
    expect((await created((view) => view.due(due))).dueAt).toBe(at)
  })

  test('is never, when nothing is said or the rule has no answer', async () => {
    expect((await created((view) => view)).dueAt).toBeNull()
    expect((await created((view) => view.due(() => undefined as never))).dueAt).toBeNull()
  })
})

test('onCreate is called once, with the data to change', async () => {
  const task = await created((view) => view.onCreate(({ process }) => void (process.data.seen += 1)))
  expect(task.data['seen']).toBe(1)
})

describe('an answer of a rule that cannot be used is refused, with the value', () => {
  test.each([
    ['offer', 'nothing', (view: View) => view.offer(() => undefined as never), 'undefined'],
    ['offer', 'a name', (view: View) => view.offer(() => 'ben' as never), "'ben'"],
    ['offer', 'a misspelt key', (view: View) => view.offer(() => ({ user: ['ben'] }) as never), '{"user":["ben"]}'],
    ['offer', 'a name for a list', (view: View) => view.offer(() => ({ users: 'ben' }) as never), '{"users":"ben"}'],
    ['assign', 'a person', (view: View) => view.assign(() => ({ id: 'ben' }) as never), '{"id":"ben"}'],
    ['assign', 'an empty text', (view: View) => view.assign(() => ''), "''"],
    ['due', 'a word', (view: View) => view.due(() => 'soon'), "'soon'"],
    ['due', 'a number', (view: View) => view.due(() => 3 as never), '3'],
  ])('%s: %s', async (about, _, arranged, value) => {
    await expect(created(arranged)).rejects.toMatchObject({
      code: 'RULE_ANSWER_INVALID',
      says: `Flow 'leave': 'approve': its ${about} answered ${value}.`,
    })
  })
})
