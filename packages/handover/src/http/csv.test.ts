import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test('a text is quoted, and quotes in it are doubled', () => {
  expect(csvLine([903, 'Send "Hello, world"', null, 'two\nlines'])).toBe(
    '903,"Send ""Hello, world""",,"two\nlines"\r\n',
  )
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '=HYPERLINK("http://x")'])(
  'a text that a spreadsheet would run is made harmless: %j',
  (text) => {
    expect(csvLine([text])).toBe(`"'${text.replaceAll('"', '""')}"\r\n`)
  },
)

test('other texts stay as they are', () => {
  expect(csvLine(['SO-2041, 3 parcels', 'a=b', '#12', ''])).toBe('"SO-2041, 3 parcels","a=b","#12",""\r\n')
})
