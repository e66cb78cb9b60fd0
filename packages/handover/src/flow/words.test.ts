import { expect, test } from 'vitest'
import { inWords } from './words.ts'

test.each([
  ['approve', 'Approve'],
  ['noteFirst', 'Note first'],
  ['leave-request', 'Leave request'],
  ['step2Done', 'Step2 done'],
  ['askHR', 'Ask hr'],
  ['a', 'A'],
])('%s reads as %s', (name, words) => {
  expect(inWords(name)).toBe(words)
})
