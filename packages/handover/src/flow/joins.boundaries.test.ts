import { describe, expect, test } from 'vitest'
import { problemsOfSketch, sketchFlow } from '../../test/sketch-flow.ts'

const closes = (text: string) => sketchFlow(text).joins.byJoin['ready']!.closes
const upstream = (text: string) => [...sketchFlow(text).joins.byJoin['ready']!.upstream].sort().join(' ')

describe('a boundary', () => {
  const reminded = (sign: string) => `
    start -> work
    work -> ready
    work ${sign} remind
    remind -> ready
    ready: join -> done
    done`

  test('that does not interrupt brings a second token to a join without any split', () => {
    expect(closes(reminded('~3 days~>'))).toEqual([])
    expect(upstream(reminded('~3 days~>'))).toBe('remind start work work__timeout')
  })

  test('that interrupts brings none: a join needs a split', () => {
    const problems = problemsOfSketch(reminded('~3 days>'))
    expect(problems.map(({ code, node }) => `${code} ${node}`)).toEqual(['FLOW_JOIN_WITHOUT_SPLIT ready'])
  })

  test('brings a second token only where its host leads too, or comes again', () => {
    const elsewhere = reminded('~3 days~>').replace('work -> ready', 'work -> done')
    expect(problemsOfSketch(elsewhere).map(({ code }) => code)).toEqual(['FLOW_JOIN_WITHOUT_SPLIT'])
    const again = `${reminded('~3 days~>').replace('work -> ready', 'work -> more')}\n more: if -> work done`
    expect(closes(again)).toEqual([])
  })

  test('leaves inside the splits of its host', () => {
    const inside = `
      start -> fork
      fork: split -> a b
      a -> ready
      a ~3 days> late
      late -> ready
      b -> ready
      ready: join -> done
      done`
    expect(closes(inside)).toEqual(['fork'])
    expect(upstream(inside)).toBe('a a__timeout b late')
  })

  test('is waited for although the path of its host ends elsewhere', () => {
    const only = `
      start -> fork
      fork: split -> a b
      a -> refused
      a ~3 days> late
      late -> ready
      refused
      b -> ready
      ready: join -> done
      done`
    expect(upstream(only)).toBe('a a__timeout b late')
  })
})
