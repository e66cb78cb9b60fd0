import { describe, expect, test } from 'vitest'
import { fingerprintOf } from './fingerprint.ts'

const of = (input: unknown) => fingerprintOf({ input })

describe('a request is known again', () => {
  test('by its values, whatever the order of its keys', () => {
    expect(of({ a: 1, b: [new Date(5)] })).toBe(of({ b: [new Date(5)], a: 1 }))
  })

  test.each([
    ['dates', new Date(5), new Date(6)],
    ['urls', new URL('https://one.example'), new URL('https://other.example')],
    ['what says itself how it is written', { toJSON: () => 1 }, { toJSON: () => 2 }],
    ['maps', new Map([['a', 1]]), new Map([['a', 2]])],
    ['sets', new Set([1]), new Set([2])],
    ['bytes', new Uint8Array([1]), new Uint8Array([2])],
    ['what JSON has no word for', Infinity, Number.NaN],
  ])('and told from another one: %s', (_, one, other) => {
    expect(of(one)).toBe(of(one))
    expect(of(one)).not.toBe(of(other))
  })
})
