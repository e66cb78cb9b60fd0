import { expect, test } from 'vitest'
import { checkQuery, checkTexts, flowOf } from './check-query.ts'

test('a misspelt filter is refused with the one that was meant', () => {
  expect(() => checkQuery({ flw: 'leave' }, ['flow', 'status'])).toThrow(
    /FILTER_UNKNOWN: .*'flw'.*Did you mean 'flow'\?/,
  )
})

test('a status that no process has is refused with those that there are', () => {
  expect(() => checkQuery({ status: 'open' }, ['flow', 'status'])).toThrow(
    /FILTER_INVALID: .*'open'.*running, done, canceled, failed/,
  )
})

test('known filters pass', () => {
  expect(() => checkQuery({ flow: 'leave', status: 'done' }, ['flow', 'status'])).not.toThrow()
})

test('a flow is meant by itself or by its name, and a wrong name is refused with the one that was meant', () => {
  const leave = { name: 'leave' } as never
  const services = { flows: new Map([['leave', leave]]) } as never
  expect([flowOf(services, 'leave'), flowOf(services, leave), flowOf(services, undefined)]).toEqual([
    leave,
    leave,
    undefined,
  ])
  expect(() => flowOf(services, 'leav')).toThrow(/FLOW_UNKNOWN: .*'leav'.*Did you mean 'leave'\?/)
})

test('a text that cannot be stored is refused before it is looked for', () => {
  expect(() => checkTexts({ search: 'a\u0000' })).toThrow(/FILTER_INVALID: .*search/)
  expect(() => checkTexts({ search: undefined, outcome: 'done' })).not.toThrow()
})
