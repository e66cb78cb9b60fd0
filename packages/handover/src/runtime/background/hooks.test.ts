import { describe, expect, test } from 'vitest'
import { logOf } from '../observe/log.ts'
import { Hooks } from './hooks.ts'

describe('a subscription', () => {
  const hooks = () => new Hooks(logOf({}), ['erp'])
  const nothing = () => {}

  test.each([
    ['an event that does not exist', () => hooks().on('task.finished' as never, null, nothing), 'type'],
    ['a handler that is none', () => hooks().on('task.done', null, undefined as never), 'handler'],
    ['an empty name', () => hooks().on('task.done', '', nothing), 'name'],
    ['the name of a webhook', () => hooks().on('task.done', 'erp', nothing), 'name'],
    ['a name that is no text', () => hooks().on('task.done', 7 as never, nothing), 'name'],
  ])('is refused with %s', (_, subscribe, option) => {
    expect(subscribe).toThrow(
      expect.objectContaining({ code: 'OPTION_INVALID', details: expect.objectContaining({ option }) }),
    )
  })

  test('is refused when its name is taken, and not when that one has ended', () => {
    const both = hooks()
    const end = both.on('task.done', 'crm', nothing)
    expect(() => both.on('process.done', 'crm', nothing)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }))
    end()
    expect(both.on('process.done', 'crm', nothing)).toBeTypeOf('function')
  })

  test('names the event that was probably meant', () => {
    expect(() => hooks().on('task.don' as never, null, nothing)).toThrow(/'task\.done'/)
  })
})
