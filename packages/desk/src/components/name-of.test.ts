import { describe, expect, test } from 'vitest'
import { nameOf } from './name-of.ts'

describe('a process has a name', () => {
  test.each([
    ['Two chairs', 'Two chairs'],
    ['', 'Orders #7'],
  ])('with the summary "%s": %s', (summary, name) => {
    expect(nameOf({ summary, flowTitle: 'Orders', number: 7 })).toBe(name)
  })
})
