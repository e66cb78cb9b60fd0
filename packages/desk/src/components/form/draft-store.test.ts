import { beforeEach, expect, test } from 'vitest'
import { draftPlace, dropDraft, formVersion, keepDraft, readDraft, sweepDrafts, type Draft } from './draft-store.ts'

const day = 24 * 60 * 60 * 1000
const now = Date.parse('2026-11-20T14:31:00Z')
const draft = (values: Record<string, unknown>, at = now): Draft => ({ at, form: 'v1', base: {}, values, facts: [] })
const place = draftPlace('/', 'anna', 'task/1')

let full = false
beforeEach(() => {
  full = false
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => {
      if (full) throw new Error('QuotaExceededError')
      Object.defineProperty(storage, key, { value: text, enumerable: true, configurable: true })
      kept.set(key, text)
    },
    removeItem: (key: string) => {
      Reflect.deleteProperty(storage, key)
      kept.delete(key)
    },
  }
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true })
})

test('what is kept is read again, by nobody else and for no other form', () => {
  expect(keepDraft(place, draft({ note: 'Enjoy' }))).toBe(true)
  expect(readDraft(place, now)?.values).toEqual({ note: 'Enjoy' })
  expect(readDraft(draftPlace('/', 'ben', 'task/1'), now)).toBeUndefined()
  expect(readDraft(draftPlace('/', 'anna', 'task/2'), now)).toBeUndefined()
  dropDraft(place)
  expect(readDraft(place, now)).toBeUndefined()
})

test('after 14 days it is gone', () => {
  keepDraft(place, draft({ note: 'Enjoy' }))
  expect(readDraft(place, now + 13 * day)).toBeDefined()
  expect(readDraft(place, now + 14 * day)).toBeUndefined()
  sweepDrafts(now + 14 * day)
  expect(localStorage.getItem(place)).toBeNull()
})

test('what is too large is not kept, and what was kept of it goes too', () => {
  keepDraft(place, draft({ note: 'short' }))
  expect(keepDraft(place, draft({ note: 'x'.repeat(70_000) }))).toBe(false)
  expect(readDraft(place, now)).toBeUndefined()
})

test('of too many the oldest goes', () => {
  for (let i = 0; i < 42; i++) keepDraft(draftPlace('/', 'anna', `task/${i}`), draft({ i }, now + i))
  const left = (i: number) => readDraft(draftPlace('/', 'anna', `task/${i}`), now + 50) !== undefined
  expect([left(0), left(1), left(2), left(41)]).toEqual([false, false, true, true])
})

test('a browser that is full, or that keeps something unreadable, breaks nothing', () => {
  full = true
  expect(keepDraft(place, draft({ note: 'Enjoy' }))).toBe(false)
  full = false
  localStorage.setItem(place, '{"at":1')
  expect(readDraft(place, now)).toBeUndefined()
})

test('another schema, and another order of fields, is another version', () => {
  const form = { schema: { properties: { a: {} } }, fields: ['a', 'b'] }
  expect(formVersion(form)).toBe(formVersion(structuredClone(form)))
  expect(formVersion({ ...form, fields: ['b', 'a'] })).not.toBe(formVersion(form))
  expect(formVersion({ ...form, schema: {} })).not.toBe(formVersion(form))
})
