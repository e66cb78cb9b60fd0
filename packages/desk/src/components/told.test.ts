import { expect, test } from 'vitest'
import { absolute } from './relative-time.ts'
import { told, withLocalTimes } from './told.ts'
import { words } from './words.ts'

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
