import { expect, test } from 'vitest'
import { findBrokenText } from './find-broken-text.ts'

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
