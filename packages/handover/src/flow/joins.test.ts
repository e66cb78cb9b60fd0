import { describe, expect, test } from 'vitest'
import { problemsOfSketch, sketchFlow } from '../../test/sketch-flow.ts'

const closes = (text: string, join = 'ready') => sketchFlow(text).joins.byJoin[join]!.closes
const upstream = (text: string, join = 'ready') => [...sketchFlow(text).joins.byJoin[join]!.upstream].sort().join(' ')

/** The plainest parallel flow. */
const plain = `
  start -> fork
  fork: split -> a b
  a -> ready
  b -> ready
  ready: join -> done
  done`

describe('a join closes', () => {
  test('the split that all its paths left last', () => {
    expect(closes(plain)).toEqual(['fork'])
  })

  test('the inner one of two nested splits, and the outer join the outer', () => {
    const nested = `
      start -> fork
      fork: split -> a inner
      a -> ready
      inner: split -> b c
      b -> innerReady
      c -> innerReady
      innerReady: join -> ready
      ready: join -> done
      done`
    expect(closes(nested, 'innerReady')).toEqual(['inner'])
    expect(closes(nested, 'ready')).toEqual(['fork'])
  })

  test('the common split when a nested one without a join of its own shares it', () => {
    const shared = `
      start -> fork
      fork: split -> a inner
      a -> ready
      inner: split -> b c
      b -> ready
      c -> ready
      ready: join -> done
      done`
    expect(closes(shared)).toEqual(['fork'])
  })

  test('the split when branches lead to it directly', () => {
    expect(closes(`start -> fork\n fork: split -> ready ready a\n a -> ready\n ready: join -> done\n done`)).toEqual([
      'fork',
    ])
  })

  test('the split although a loop turns inside one branch', () => {
    const looped = `
      start -> fork
      fork: split -> a b
      a -> check
      check: if -> ready a
      b -> ready
      ready: join -> done
      done`
    expect(closes(looped)).toEqual(['fork'])
  })

  test('the split although a loop leads from behind the join back before the split', () => {
    const looped = `
      start -> fork
      fork: split -> a b
      a -> ready
      b -> ready
      ready: join -> again
      again: if -> fork done
      done`
    expect(closes(looped)).toEqual(['fork'])
  })

  test('the split although a branch may end elsewhere', () => {
    const ended = `
      start -> fork
      fork: split -> a b
      a: if -> ready refused
      refused
      b -> ready
      ready: join -> done
      done`
    expect(closes(ended)).toEqual(['fork'])
  })

  test('the same split from several starts', () => {
    const starts = `
      start -> fork
      startAgain -> prepare
      prepare -> fork
      fork: split -> a b
      a -> ready
      b -> ready
      ready: join -> done
      done`
    expect(closes(starts)).toEqual(['fork'])
  })

  test('what its author names', () => {
    const named = (of: string) => `
      start -> fork
      fork: split -> a b
      a: if -> inner ready
      inner: split -> c d
      c -> ready
      d -> ready
      b -> ready
      ready: join(${of}) -> done
      done`
    expect(closes(named('fork'))).toEqual(['fork'])
    expect(closes(named('fork, inner'))).toEqual(['fork', 'inner'])
  })

  test('one of two splits in a row, when the first has its own join', () => {
    const row = `
      start -> one
      one: split -> a b
      a -> oneReady
      b -> oneReady
      oneReady: join -> two
      two: split -> c d
      c -> ready
      d -> ready
      ready: join -> done
      done`
    expect(closes(row, 'oneReady')).toEqual(['one'])
    expect(closes(row, 'ready')).toEqual(['two'])
  })

  test('the split also when its name is one that every object has', () => {
    const odd = plain.replaceAll('fork', 'constructor').replaceAll('ready', 'toString')
    expect(closes(odd, 'toString')).toEqual(['constructor'])
  })
})

test('a join is decided only when all its paths have come, those behind other joins too', () => {
  const behind = `
    start -> fork
    fork: split -> quick slow
    quick: split -> a b
    a -> ready
    b -> ready
    slow: split -> c d
    c -> slowReady
    d -> slowReady
    slowReady: join -> later
    later: split -> e refused
    e -> ready
    refused
    ready: join -> second
    second: split -> shared secondReady
    shared: split -> f g
    f -> secondReady
    g -> secondReady
    secondReady: join -> third
    third: split -> h i
    h: split -> j k
    j -> thirdReady
    k -> thirdReady
    i -> thirdReady
    thirdReady: join -> again
    again: if -> second done
    done`
  const { byJoin } = sketchFlow(behind).joins
  expect(Object.entries(byJoin).map(([join, { closes }]) => `${join} closes ${closes.join()}`)).toEqual([
    'slowReady closes slow',
    'ready closes fork',
    'secondReady closes second',
    'thirdReady closes third',
  ])
})

describe('upstream of a join are the nodes', () => {
  test('between the split and the join', () => {
    expect(upstream(plain)).toBe('a b')
  })

  test('of nested splits and their joins too', () => {
    const nested = `
      start -> fork
      fork: split -> a inner
      a -> ready
      inner: split -> b c
      b -> innerReady
      c -> innerReady
      innerReady: join -> ready
      ready: join -> done
      done`
    expect(upstream(nested)).toBe('a b c inner innerReady')
    expect(upstream(nested, 'innerReady')).toBe('b c')
  })

  test('that lead to it, and not those that end elsewhere', () => {
    const ended = `
      start -> fork
      fork: split -> a b
      a -> last
      last -> refused
      refused
      b -> ready
      ready: join -> done
      done`
    expect(upstream(ended)).toBe('b')
  })

  test('inside the split only, although a loop leads back before it', () => {
    const looped = `
      start -> fork
      fork: split -> a b
      a -> ready
      b -> ready
      ready: join -> again
      again: if -> fork done
      done`
    expect(upstream(looped)).toBe('a b')
  })
})

describe('two readings are refused', () => {
  const ambiguous = `
    start -> fork
    fork: split -> a b
    a: if -> inner ready
    inner: split -> c d
    c -> ready
    d -> ready
    b -> ready
    ready: join -> done
    done`

  test('with both paths named, and the split to name', () => {
    const [problem, ...others] = problemsOfSketch(ambiguous)
    expect(others).toEqual([])
    expect(problem).toMatchObject({ code: 'FLOW_JOIN_AMBIGUOUS', node: 'ready' })
    expect(problem!.message).toContain('start → fork → a → inner → c → ready')
    expect(problem!.message).toContain('start → fork → a → ready')
    expect(problem!.next).toContain("n.join({ of: '")
  })

  test('until the author says which', () => {
    expect(problemsOfSketch(ambiguous.replace('join ->', 'join(fork) ->'))).toEqual([])
  })

  test('also when one path has no split at all', () => {
    const [problem] = problemsOfSketch(`
      start -> fork
      startLate -> ready
      fork: split -> a b
      a -> ready
      b -> ready
      ready: join -> done
      done`)
    expect(problem).toMatchObject({ code: 'FLOW_JOIN_AMBIGUOUS', node: 'ready' })
    expect(problem!.message).toContain('startLate → ready')
    expect(problem!.next).toContain("n.join({ of: 'fork' })")
  })

  test('and reported together with other problems of joins', () => {
    const codes = problemsOfSketch(`${ambiguous}\n lone: join -> done\n startTwo -> lone`).map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['FLOW_JOIN_AMBIGUOUS', 'FLOW_JOIN_WITHOUT_SPLIT']))
  })
})

test('a join of a split that does not exist is refused, with the nearest name', () => {
  const [problem] = problemsOfSketch(plain.replace('join ->', 'join(frok) ->'))
  expect(problem).toMatchObject({ code: 'FLOW_JOIN_UNKNOWN_SPLIT', node: 'ready', next: "Did you mean 'fork'?" })
})

test('a join of a node that is no split is refused', () => {
  const [problem] = problemsOfSketch(plain.replace('join ->', 'join(a) ->'))
  expect(problem).toMatchObject({ code: 'FLOW_JOIN_UNKNOWN_SPLIT', node: 'ready' })
})

test('a join that no split leads to is refused', () => {
  const problems = problemsOfSketch(`start -> ready\n ready: join -> done\n done`)
  expect(problems.map(({ code, node }) => [code, node])).toEqual([['FLOW_JOIN_WITHOUT_SPLIT', 'ready']])
})

test('a join of a split that is closed before it is refused', () => {
  const [problem] = problemsOfSketch(`
    start -> fork
    fork: split -> a b
    a -> ready
    b -> ready
    ready: join -> second
    second: split -> c d
    c -> last
    d -> last
    last: join(fork) -> done
    done`)
  expect(problem).toMatchObject({ code: 'FLOW_JOIN_UNKNOWN_SPLIT', node: 'last' })
  expect(problem!.message).toContain("'last' is a join of 'fork', which never leads to it.")
})
