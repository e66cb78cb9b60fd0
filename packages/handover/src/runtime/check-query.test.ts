import { expect, test } from 'vitest'
import { checkQuery } from './check-query.ts'

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
