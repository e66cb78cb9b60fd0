import { expect, test } from 'vitest'
import type { Actor, Audience } from '../flow/actor.ts'
import { entriesOfActor, entriesOfAudience, exceptionOf, inWords, isExcepted, isOffered } from './audience.ts'

const anna: Actor = { id: 'anna', name: 'Anna', permissions: ['leave.approve'], groups: ['office'] }

const lets: readonly [Audience, boolean][] = [
  [{}, true],
  [{ permissions: ['leave.approve'] }, true],
  [{ permissions: ['leave.sign'] }, false],
  [{ permissions: ['leave.sign', 'leave.approve'] }, true],
  [{ groups: ['office'] }, true],
  [{ groups: ['leave.approve'] }, false],
  [{ users: ['anna'] }, true],
  [{ users: ['office'] }, false],
  [{ users: ['ben'], groups: ['office'] }, true],
  [{ permissions: [] }, true],
  [{ except: ['anna'] }, false],
  [{ except: ['ben'] }, true],
  [{ permissions: ['leave.approve'], except: ['anna'] }, false],
  [{ users: ['anna'], except: ['anna'] }, false],
  [{ users: ['ben'], except: ['cora'] }, false],
]

test.each(lets)('%j lets Anna in: %s', (audience, isIn) => {
  expect(isOffered(anna, audience)).toBe(isIn)
})

test("a task without an audience is nobody's to take", () => {
  expect(isOffered(anna, null)).toBe(false)
})

test.each(lets)('the rows of %j give the same answer as the door: %s', (audience, isIn) => {
  const rows = entriesOfAudience(audience)
  const isInByRows = entriesOfActor(anna).some((entry) => rows.includes(entry)) && !rows.includes(exceptionOf(anna))
  expect(isInByRows).toBe(isIn)
})

test('one row stands for each way in, and each only once', () => {
  expect(entriesOfAudience({ permissions: ['a', 'a'], groups: ['b'], users: ['c'], except: ['d'] })).toEqual([
    'permission:a',
    'group:b',
    'user:c',
    'except:d',
  ])
})

test('an actor without groups has no rows of groups', () => {
  expect(entriesOfActor({ id: 'ben', name: 'Ben', permissions: [] })).toEqual(['everyone', 'user:ben'])
})

test('only who is named among the exceptions is excepted', () => {
  expect(isExcepted(anna, { except: ['anna'] })).toBe(true)
  expect(isExcepted(anna, { users: ['anna'] })).toBe(false)
  expect(isExcepted(anna, null)).toBe(false)
})

test.each([
  [{}, 'everyone'],
  [{ permissions: ['leave.approve'] }, "those with the right 'leave.approve'"],
  [{ groups: ['office'], users: ['ben'] }, "the group 'office', 'ben'"],
] as [Audience, string][])('%j reads: %s', (audience, words) => {
  expect(inWords(audience)).toBe(words)
})
