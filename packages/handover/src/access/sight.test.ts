import { expect, test } from 'vitest'
import type { Actor, Audience } from '../flow/actor.ts'
import { seesFlow, seesProcess, seesTask } from './sight.ts'

const someone = (...permissions: string[]): Actor => ({ id: 'anna', name: 'Anna', permissions })

test.each([
  [[], false],
  [['leave.view'], true],
  [['leave.manage'], true],
  [['leave.approve'], false],
  [['shipping.view'], false],
])('with the rights %j, every process of leave is in sight: %s', (permissions, sees) => {
  expect(seesFlow(someone(...permissions), 'leave')).toBe(sees)
})

test('who started a process sees it', () => {
  expect(seesProcess(someone(), { flow: 'leave', startedBy: 'anna' })).toBe(true)
  expect(seesProcess(someone(), { flow: 'leave', startedBy: 'ben' })).toBe(false)
  expect(seesProcess(someone('leave.view'), { flow: 'leave', startedBy: null })).toBe(true)
})

test.each([
  ['its owner', { owner: 'anna', audience: null }, true],
  ['its owner, though excepted', { owner: 'anna', audience: { except: ['anna'] } }, true],
  ['one of its audience', { owner: null, audience: { permissions: ['leave.approve'] } }, true],
  ['one of its audience when somebody took it', { owner: 'ben', audience: { permissions: ['leave.approve'] } }, true],
  ['one of its audience, though excepted', { owner: null, audience: { except: ['anna'] } }, true],
  ['a stranger', { owner: 'ben', audience: { users: ['ben'] } }, false],
  ['anyone, when it has no audience', { owner: null, audience: null }, false],
] as [string, { owner: string | null; audience: Audience | null }, boolean][])(
  '%s sees a task: %#',
  (_, task, sees) => {
    expect(seesTask(someone('leave.approve'), task)).toBe(sees)
  },
)
