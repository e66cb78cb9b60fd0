import { describe, expect, test } from 'vitest'
import { sketchFlow } from '../../test/sketch-flow.ts'

const closes = (text: string) => sketchFlow(text).joins.byJoin['ready']!.closes

describe('a deferred choice', () => {
  const chosen = (a: string) => `
    start -> fork
    fork: split -> a b
    a: if -> ${a}
    pick: first -> c d
    c -> ready
    d -> ready
    b -> ready
    ready: join -> done
    done`

  test('on some of the paths to a join makes no second reading: only one of its branches goes on', () => {
    expect(closes(chosen('pick ready'))).toEqual(['fork'])
  })

  test('before a split makes none either', () => {
    const before = `
      start -> check
      check: if -> pick fork
      pick: first -> c d
      c -> fork
      d -> fork
      fork: split -> a b
      a -> ready
      b -> ready
      ready: join -> done
      done`
    expect(closes(before)).toEqual(['fork'])
  })

  test('is closed by a join that all its paths lead to', () => {
    const own = `start -> pick\n pick: first -> c d\n c -> ready\n d -> ready\n ready: join -> done\n done`
    expect(closes(own)).toEqual(['pick'])
  })
})
