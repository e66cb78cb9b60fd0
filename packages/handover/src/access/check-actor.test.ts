import { expect, test } from 'vitest'
import { checkActor } from './check-actor.ts'

test('an actor has an id, a name and permissions', () => {
  expect(() => checkActor({ id: 'anna', name: 'Anna', permissions: [], groups: ['hr'] })).not.toThrow()
})

test.each([
  ['a text', 'anna'],
  ['nobody', null],
  ['an empty id', { id: '', name: 'Anna', permissions: [] }],
  ['no permissions', { id: 'anna', name: 'Anna' }],
  ['a text for groups', { id: 'anna', name: 'Anna', permissions: [], groups: 'hr' }],
])('%s is refused with what an actor looks like', (_, value) => {
  expect(() => checkActor(value)).toThrow(/OPTION_INVALID: The option by .*an actor such as/)
})
