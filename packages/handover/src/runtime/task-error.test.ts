import { describe, expect, it } from 'vitest'
import { error } from '../errors.ts'
import { taskErrorOf } from './task-error.ts'

const failed = (cause: unknown) =>
  error('FUNCTION_FAILED', { flow: 'f', node: 'n', number: 1, about: 'function', message: 'x' }, { cause })

describe('what is kept of an exception', () => {
  it('is what the function threw, not that it was a function', () => {
    const kept = taskErrorOf(failed(new TypeError('no such thing')))
    expect(kept).toMatchObject({ code: 'FUNCTION_FAILED', message: 'no such thing' })
    expect(kept.stack).toContain('task-error.test.ts')
  })

  it('has the code that the application gave it, for boundaries to catch', () => {
    expect(taskErrorOf(failed(Object.assign(new Error('no'), { code: 'DECLINED' }))).code).toBe('DECLINED')
    expect(taskErrorOf(failed(Object.assign(new Error('no'), { code: 7 }))).code).toBe('FUNCTION_FAILED')
  })

  it('is a refusal as it was said, also where a function passed it on', () => {
    const refusal = error('FLOW_UNKNOWN', { flow: 'x' })
    expect(taskErrorOf(refusal)).toEqual({ code: 'FLOW_UNKNOWN', message: "There is no flow 'x' here." })
    expect(taskErrorOf(failed(refusal)).code).toBe('FLOW_UNKNOWN')
  })

  it('can be what is no exception, and always be stored', () => {
    expect(taskErrorOf(failed('just a text'))).toEqual({ code: 'FUNCTION_FAILED', message: 'just a text' })
    const kept = taskErrorOf(new Error(`a\0b\uD800${'x'.repeat(5000)}`))
    expect(kept.message).toMatch(/^a\uFFFDb\uFFFDx+$/)
    expect(kept.message).toHaveLength(2000)
  })
})
