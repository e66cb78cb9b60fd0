import { describe, expect, test } from 'vitest'
import { problemsOfSketch } from '../../../test/sketch-flow.ts'

const found = (text: string) => problemsOfSketch(text).map(({ code, node }) => `${code} ${node}`)

describe('a join that wants one from each side', () => {
  const paired = (branches: string, more = '') => `
    start -> fork
    fork: split -> ${branches}
    a -> ready
    b -> ready
    ready: join(pairs) -> done
    done
    ${more}`

  test('goes on when both always come, also several of each', () => {
    expect(found(paired('a b'))).toEqual([])
    expect(found(paired('a+ b+'))).toEqual([])
  })

  test('waits for ever for a branch that was not started', () => {
    const [problem] = problemsOfSketch(paired('a b?'))
    expect(problem).toMatchObject({ code: 'FLOW_DEADLOCK', node: 'ready' })
    expect(problem!.message).toContain("after start → fork → a, nothing can come from 'b' any more")
  })

  test('waits for ever for the second of one side when the other has only one', () => {
    expect(found(paired('a+ b'))).toEqual(['FLOW_DEADLOCK ready'])
  })

  test('waits for ever for a branch that may end elsewhere', () => {
    const text = paired('a check', 'check: if -> b refused\n refused')
    const [problem] = problemsOfSketch(text)
    expect(problem!.message).toContain('after start → fork → check → refused → a, nothing can come')
  })

  test('waits for ever for a branch that is withdrawn', () => {
    expect(found(paired('a b c', 'c -> clear\n clear: withdraw(a) -> done'))).toEqual(['FLOW_DEADLOCK ready'])
  })

  test('never goes on when only one of two ways is taken', () => {
    const never = `
      start -> fork
      fork: split -> check c
      check: if -> a b
      a -> ready
      b -> ready
      c -> ready
      ready: join(pairs) -> done
      done`
    expect(found(never)).toEqual(['FLOW_JOIN_NEVER_FIRES ready'])
  })
})

describe('a milestone', () => {
  test('that lies behind its own task can never be reached', () => {
    const [problem, ...others] = problemsOfSketch('start -> a\n a: view while(b) -> b\n b -> done\n done')
    expect(others).toEqual([])
    expect(problem).toMatchObject({ code: 'FLOW_DEADLOCK', node: 'a' })
    expect(problem!.message).toContain("after start, no token ever stands at 'b' while it is open")
  })

  test('that lies in a way that was not taken can never be reached', () => {
    expect(found('start -> check\n check: if -> a b\n a: view while(b) -> done\n b -> done\n done')).toEqual([
      'FLOW_DEADLOCK a',
    ])
  })

  test('beside its task can be reached, though it may be missed', () => {
    const beside = `
      start -> fork
      fork: split -> open order
      open -> closed
      closed -> ready
      order: view while(open) -> ready
      ready: join -> done
      done`
    expect(found(beside)).toEqual([])
  })
})

describe('what turns for ever', () => {
  test('is told with the way there and the loop, although an edge leads to an end', () => {
    const text = `
      start -> ask
      ask -> fork
      fork: split -> again work
      again: auto -> fork*
      work -> done
      done`
    const [problem, ...others] = problemsOfSketch(text)
    expect(others).toEqual([])
    expect(problem).toMatchObject({ code: 'FLOW_NO_WAY_OUT', node: 'fork' })
    expect(problem!.message).toContain('after start → ask no end can be reached any more')
    expect(problem!.message).toContain('fork → again → fork')
  })

  test('is told where people are in it too: whatever they do, it begins anew', () => {
    const text = 'start -> fork\n fork: split -> again work\n again -> fork*\n work -> done\n done'
    expect(found(text)).toEqual(['FLOW_NO_WAY_OUT fork'])
    expect(found(text.replace('work -> done\n done', 'work -> stop\n stop: terminate'))).toEqual([])
  })

  test('is told where a branch that runs by itself always wins', () => {
    expect(found('start -> pick\n pick: first -> again work\n again: auto -> pick\n work -> done\n done')).toEqual([
      'FLOW_NO_WAY_OUT again',
    ])
  })
})

describe('a node that no token comes to is told, with the node before it', () => {
  test('behind a branch that always loses', () => {
    const [problem, ...others] = problemsOfSketch(
      'start -> pick\n pick: first -> quick slow\n quick: auto -> done\n slow -> more\n more -> done\n done',
    )
    expect(others).toEqual([])
    expect(problem).toMatchObject({ code: 'FLOW_UNREACHABLE_NODE', node: 'slow' })
    expect(problem!.message).toContain("can never be reached from a start, although 'pick' leads to it")
  })

  test('behind what always ends the process', () => {
    expect(found('start -> fork\n fork: split -> stop work\n stop: terminate\n work -> done\n done')).toEqual([
      'FLOW_UNREACHABLE_NODE work',
    ])
  })

  test('and a join there as one that never goes on', () => {
    const text = `
      start -> fork
      fork: split -> ready work stop
      work -> ready
      stop: fail(BROKEN)
      ready: join -> done
      done`
    expect(found(text)).toEqual(['FLOW_JOIN_NEVER_FIRES ready'])
  })

  test('but not when something waits before it', () => {
    expect(
      found(
        'start -> fork\n fork: split -> pause work\n pause: timer(1 day) -> stop\n stop: terminate\n work -> done\n done',
      ),
    ).toEqual([])
    expect(
      found('start -> pick\n pick: first -> met work\n met: catchCondition -> done\n work -> done\n done'),
    ).toEqual([])
  })

  test('nor what is reached by an error', () => {
    expect(found('start -> work\n work: auto -> done\n work !> fix\n fix -> done\n done')).toEqual([])
  })
})

test.each([
  ['after 1, rest cancel', 'split'],
  ['after 1, rest block', 'split'],
  ['after 1, rest again', 'split'],
  ['after 1, rest absorb', 'split'],
])('a join with %s is sound, in a loop too', (options, fork) => {
  const text = `
    start -> fork
    fork: ${fork} -> a b c?
    a -> ready
    b -> ready
    c -> ready
    ready: join(${options}) -> more
    more: if -> fork done
    done`
  expect(found(text)).toEqual([])
})

test('a list that may be empty passes the join behind it', () => {
  expect(found('start -> fork\n fork: split -> a+\n a -> ready\n ready: join -> last\n last -> done\n done')).toEqual(
    [],
  )
})

test('two joins that wait for each other are let go', () => {
  const text = `
    start -> fork
    fork: split -> a b
    a: if -> one two
    b: if -> two one
    one: join(fork) -> oneMore
    oneMore: if -> two done
    two: join(fork) -> twoMore
    twoMore: if -> one done
    done`
  expect(found(text)).toEqual([])
})
