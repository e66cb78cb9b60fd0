import { describe, expect, test } from 'vitest'
import { problemsOfSketch, sketchFlow } from '../../test/sketch-flow.ts'

const leaves = (text: string) => sketchFlow(text).joins.leaves

const loopOut = (edge: string) => `
  start -> prepare
  prepare -> fork
  fork: split -> a b
  a: if -> ready ${edge}
  b -> ready
  ready: join -> done
  done`

test.each(['prepare', 'fork'])('a loop back to %s out of an open split is refused, with its path', (target) => {
  const [problem, ...others] = problemsOfSketch(loopOut(target))
  expect(others).toEqual([])
  expect(problem).toMatchObject({ code: 'FLOW_LOOP_LEAVES_SPLIT', node: 'a' })
  expect(problem!.message).toContain(`'a' leads back to '${target}' out of the open split 'fork'`)
  expect(problem!.message).toContain(`fork → a → ${target}`)
  expect(problem!.next).toContain("{ siblings: 'cancel' }")
})

test.each(['prepare*', 'fork*'])('a loop back to %s may withdraw its siblings', (target) => {
  expect(leaves(loopOut(target))).toEqual({ [`a>${target.slice(0, -1)}`]: ['fork'] })
})

test('a loop out of two open splits leaves both', () => {
  const text = `
    start -> fork
    fork: split -> a inner
    a -> ready
    inner: split -> b c
    b -> innerReady
    c: if -> innerReady fork*
    innerReady: join -> ready
    ready: join -> done
    done`
  expect(leaves(text)).toEqual({ 'c>fork': ['fork'] })
})

test('a loop out of the inner split leaves only the inner one', () => {
  const text = `
    start -> fork
    fork: split -> a again
    a -> ready
    again -> inner
    inner: split -> b c
    b -> innerReady
    c: if -> innerReady again*
    innerReady: join -> ready
    ready: join -> done
    done`
  expect(leaves(text)).toEqual({ 'c>again': ['inner'] })
})

test('a loop inside a branch leaves nothing', () => {
  expect(
    problemsOfSketch(`
      start -> fork
      fork: split -> a b
      a -> check
      check: if -> ready a
      b -> ready
      ready: join -> done
      done`),
  ).toEqual([])
})

test('a loop from behind the join back before the split leaves nothing', () => {
  expect(
    problemsOfSketch(`
      start -> fork
      fork: split -> a b
      a -> ready
      b -> ready
      ready: join -> again
      again: if -> fork done
      done`),
  ).toEqual([])
})

test('withdrawing siblings where no split is left is refused instead of doing nothing', () => {
  const [problem] = problemsOfSketch(loopOut('done*'))
  expect(problem).toMatchObject({ code: 'FLOW_BAD_OPTION', node: 'a' })
  expect(problem!.message).toContain("siblings: 'cancel'")
})

test('every loop that leaves a split is reported, not only the first', () => {
  const problems = problemsOfSketch(
    `
    start -> fork
    fork: split -> a b
    a: if -> ready start2
    start2 -> fork
    b: if -> ready fork
    ready: join -> done
    done`.replaceAll('start2', 'prepare'),
  )
  expect(problems.map(({ code, node }) => `${code} ${node}`).toSorted()).toEqual([
    'FLOW_LOOP_LEAVES_SPLIT b',
    'FLOW_LOOP_LEAVES_SPLIT prepare',
  ])
})

describe('a deferred choice that is made again leaves nobody behind', () => {
  test.each(['pick', 'prepare'])('when a branch leads back to %s', (target) => {
    expect(
      problemsOfSketch(`
        start -> prepare
        prepare -> pick
        pick: first -> a late
        a -> ${target}
        late: timer(3 days) -> done
        done`),
    ).toEqual([])
  })

  test('when a branch of a choice inside it leads back', () => {
    expect(
      problemsOfSketch(`
        start -> pick
        pick: first -> a late
        a -> inner
        inner: first -> b c
        b -> pick
        c -> done
        late -> done
        done`),
    ).toEqual([])
  })

  test('and stays inside the split around it', () => {
    expect(
      sketchFlow(`
        start -> fork
        fork: split -> pick b
        pick: first -> a late
        a -> pick
        late -> ready
        b -> ready
        ready: join -> done
        done`).joins.byJoin['ready']!.closes,
    ).toEqual(['fork'])
  })

  test('unless a split inside it is still open', () => {
    const problems = problemsOfSketch(`
      start -> pick
      pick: first -> fork late
      fork: split -> a b
      a: if -> pick ready
      b -> ready
      ready: join -> done
      late -> done
      done`)
    expect(problems.map(({ code, node }) => `${code} ${node}`)).toEqual(['FLOW_LOOP_LEAVES_SPLIT a'])
  })

  test('or the split around it is', () => {
    const problems = problemsOfSketch(`
      start -> fork
      fork: split -> pick b
      pick: first -> a late
      a -> fork
      late -> ready
      b -> ready
      ready: join -> done
      done`)
    expect(problems.map(({ code, node }) => `${code} ${node}`)).toEqual(['FLOW_LOOP_LEAVES_SPLIT a'])
  })
})

test('a boundary that leads back to an open split leaves its siblings behind', () => {
  const problems = problemsOfSketch(`
    start -> fork
    fork: split -> a b
    a -> ready
    a ~3 days> again
    again -> fork
    b -> ready
    ready: join -> done
    done`)
  expect(problems.map(({ code, node }) => `${code} ${node}`)).toEqual(['FLOW_LOOP_LEAVES_SPLIT again'])
})
