import { expect, test } from 'vitest'
import { findBrokenText, findNoJson } from './find-broken-text.ts'

test.each([
  ['the character U+0000', 'a\u0000b'],
  ['half a pair', 'a\ud800b'],
  ['deep inside', { list: [{ text: '\udfff' }] }],
  ['a key', { 'a\u0000': 1 }],
])('%s is found at its key', (_, value) => {
  expect(findBrokenText({ fine: 'x', message: value })).toMatchObject([{ path: ['message'] }])
})

test.each([
  ['emoji', '👋🏽'],
  ['escapes that are only text', '\\u0000 \\\\u0000'],
  ['nothing', undefined],
  ['numbers', 3],
])('%s can be stored', (_, value) => {
  expect(findBrokenText({ message: value })).toEqual([])
})

test.each([
  ['a Date', new Date(0)],
  ['no number', Number.NaN],
  ['a Map, deep inside', { list: [new Map()] }],
  ['a function', () => 1],
])('%s is not JSON, and found at its key', (_, value) => {
  expect(findNoJson({ fine: { list: [1, 'x', null, true, undefined].slice(0, 4) }, odd: value })).toMatchObject([
    { path: ['odd'] },
  ])
})

test('JSON is let through, with keys that are left out', () => {
  expect(findNoJson({ some: { deep: [{ a: 1, b: undefined }] }, none: null })).toEqual([])
})
