import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { absolute } from './relative-time.ts'
import { reasonOf, told, toldOf, withLocalTimes } from './told.ts'
import { words } from './words.ts'
import { refusalWords } from './words/refusal-words.ts'

test('moments in the words of the server are read in the time zone of the reader', () => {
  const at = '2026-11-20T13:56:41.250Z'
  expect(withLocalTimes(`Maria completed it at ${at}.`)).toBe(`Maria completed it at ${absolute(at)}.`)
  expect(withLocalTimes('SO-2026-11-20')).toBe('SO-2026-11-20')
})

test('no answer is told in plain words, without an address', () => {
  const problem = { code: 'SERVER_UNREACHABLE', status: 0, title: 'No connection to the server at /api/x.', detail: '' }
  const failure = Object.assign(new Error('x'), { name: 'ApiError', problem })
  expect(told(failure)).toEqual({ title: words.problem.offline, detail: words.problem.unsure })
})

test('what the server says to developers is told to readers in words of their own', () => {
  const problem = { code: 'TASK_NOT_FOUND', status: 404, title: "There is no task 'x'.", detail: 'Take the id from …' }
  expect(toldOf(problem).title).toBe('This task is not here')
  const hint = {
    code: 'TASK_NOT_ASSIGNED',
    status: 409,
    title: 'Nobody has taken it.',
    detail: 'Use the command assign.',
  }
  expect(toldOf(hint)).toEqual({ title: 'Nobody has taken it.', detail: 'Take it first.' })
  const plain = { code: 'TASK_ENDED', status: 409, title: 'Ben completed it.', detail: 'Open the process.' }
  expect(toldOf(plain)).toEqual({ title: 'Ben completed it.', detail: 'Open the process.' })
})

test('words of its own name what the refusal names, at the time of the reader; without that the server tells it', () => {
  const at = '2026-11-20T13:56:41.250Z'
  const problem = { code: 'UNDO_LATER_FIRST', status: 409, title: `Not before ${at}.`, detail: 'Undo it.' }
  const named = { ...problem, params: { later: 'Pay' } }
  expect(toldOf(named)).toEqual({ title: `Not before ${absolute(at)}.`, detail: 'Undo “Pay” first: newest first.' })
  expect(toldOf(problem).detail).toBe('Undo it.')
})

test('a permit says why not', () => {
  expect(reasonOf({ allowed: true })).toBe('')
  expect(reasonOf({ allowed: false, code: 'TASK_NOT_YOURS', reason: 'It is hers.' })).toBe('It is hers.')
  expect(reasonOf({ allowed: false, code: 'TASK_OBSOLETE', reason: 'x' })).toBe(refusalWords['TASK_OBSOLETE']?.title)
})

test('every refusal with words of its own is one that the server knows', () => {
  const pages = join(import.meta.dirname, '../../../../docs/reference/errors')
  expect(Object.keys(refusalWords).filter((code) => !existsSync(join(pages, `${code}.md`)))).toEqual([])
})
