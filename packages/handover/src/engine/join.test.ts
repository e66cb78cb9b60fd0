import { describe, expect, test } from 'vitest'
import { begin } from '../../test/drive-engine.ts'
import { sketchFlow } from '../../test/sketch-flow.ts'

describe('a join waits', () => {
  test('for every branch that was really started', async () => {
    const run = await begin(
      sketchFlow(
        `start -> fork
         fork: split -> a b? c?
         a -> ready
         b -> ready
         c -> ready
         ready: join -> done
         done`,
        { 'fork.b': false, 'fork.c': true },
      ),
    )
    await run.complete('a')
    expect(run.standing()).toBe('c ready')
    await run.complete('c')
    expect(run.visits()).toEqual({ start: 1, fork: 1, a: 1, c: 1, ready: 1, done: 1 })
  })

  test('not for a branch that ends elsewhere', async () => {
    const run = await begin(
      sketchFlow(
        `start -> fork\n fork: split -> a b\n a -> refused\n refused\n b -> ready\n ready: join -> done\n done`,
      ),
    )
    await run.complete('b')
    expect(run.visits()).toMatchObject({ ready: 1, done: 1 })
    expect(run.standing()).toBe('a')
    await run.complete('a')
    expect(run.process).toMatchObject({ status: 'done', outcome: 'refused' })
  })

  test('for a branch that may still choose it, until it ends elsewhere', async () => {
    const run = await begin(
      sketchFlow(
        `start -> fork
         fork: split -> a b
         a -> check
         check: if -> ready refused
         refused
         b -> ready
         ready: join -> done
         done`,
        { check: false },
      ),
    )
    await run.complete('b')
    expect(run.standing()).toBe('a ready')
    await run.complete('a')
    expect(run.process).toMatchObject({ status: 'done', outcome: 'done', scopes: [] })
  })

  test('through a loop inside a branch', async () => {
    const run = await begin(
      sketchFlow(
        `start -> fork
         fork: split -> a b
         a -> check
         check: if -> a ready
         b -> ready
         ready: join -> done
         done`,
        { check: [true, true, false] },
      ),
    )
    await run.complete('b')
    for (const node of ['a', 'a', 'a']) await run.complete(node)
    expect(run.visits()).toMatchObject({ a: 3, check: 3, ready: 1, done: 1 })
  })
})

describe('a join fires once', () => {
  test('per round when a loop leads back before the split', async () => {
    const run = await begin(
      sketchFlow(
        `start -> fork
         fork: split -> a b
         a -> ready
         b -> ready
         ready: join -> again
         again: if -> fork done
         done`,
        { again: [true, false] },
      ),
    )
    for (const node of ['a', 'b', 'b', 'a']) await run.complete(node)
    expect(run.visits()).toMatchObject({ fork: 2, a: 2, b: 2, ready: 2, done: 1 })
    expect(run.process.scopes).toEqual([])
  })

  test('with all tokens as its predecessors', async () => {
    const run = await begin(
      sketchFlow(`start -> fork\n fork: split -> a b\n a -> ready\n b -> ready\n ready: join -> done\n done`),
    )
    await run.complete('b')
    await run.complete('a')
    expect(run.at('ready').previous).toEqual([run.at('b').id, run.at('a').id])
  })

  test('when branches lead to it directly', async () => {
    const run = await begin(sketchFlow(`start -> fork\n fork: split -> ready ready\n ready: join -> done\n done`))
    expect(run.visits()).toEqual({ start: 1, fork: 1, ready: 1, done: 1 })
  })

  test('for two nested splits that share it', async () => {
    const run = await begin(
      sketchFlow(`
        start -> fork
        fork: split -> a inner
        a -> ready
        inner: split -> b c
        b -> ready
        c -> ready
        ready: join -> done
        done`),
    )
    for (const node of ['b', 'a', 'c']) await run.complete(node)
    expect(run.visits()).toMatchObject({ ready: 1, done: 1 })
    expect(run.process.scopes).toEqual([])
  })

  test('inside, and then outside, of nested splits', async () => {
    const run = await begin(
      sketchFlow(`
        start -> fork
        fork: split -> a inner
        a -> ready
        inner: split -> b c
        b -> both
        c -> both
        both: join -> ready
        ready: join -> done
        done`),
    )
    await run.complete('b')
    await run.complete('a')
    expect(run.standing()).toBe('c both ready')
    await run.complete('c')
    expect(run.path().split(' ').slice(-2)).toEqual(['ready', 'done'])
    expect(run.visits()).toMatchObject({ both: 1, ready: 1, done: 1 })
  })
})

test('a token that none of the named splits opened passes a join alone', async () => {
  const run = await begin(
    sketchFlow(
      `start -> direct
       direct: if -> ready fork
       fork: split -> a b
       a -> ready
       b -> ready
       ready: join(fork) -> done
       done`,
      { direct: true },
    ),
  )
  expect(run.visits()).toEqual({ start: 1, direct: 1, ready: 1, done: 1 })
})

test('a join of several splits closes the innermost that a token stands in', async () => {
  const run = await begin(
    sketchFlow(
      `start -> fork
       fork: split -> a b
       a: if -> inner ready
       inner: split -> c d
       c -> ready
       d -> ready
       b -> ready
       ready: join(fork, inner) -> after
       after -> done
       done`,
      { a: true },
    ),
  )
  await run.complete('c')
  await run.complete('d')
  expect(run.visits()['ready']).toBe(1)
  expect(run.standing()).toBe('b after')
})

test('joins that wait only for one another are let go oldest first', async () => {
  const mutual = sketchFlow(
    `
    start -> fork
    fork: split -> a b
    a -> one
    b -> two
    one: join(fork) -> afterOne
    afterOne: if -> two done
    two: join(fork) -> afterTwo
    afterTwo: if -> one done
    done`,
    { afterOne: false, afterTwo: false },
  )
  const byA = await begin(mutual)
  await byA.complete('a')
  await byA.complete('b')
  expect(byA.path()).toBe('start fork a b one two afterOne done afterTwo done')

  const byB = await begin(mutual)
  await byB.complete('b')
  await byB.complete('a')
  expect(byB.path()).toBe('start fork a b two one afterTwo done afterOne done')
})

test('a token that leaves the first of two joins of one split still counts for the second', async () => {
  const flow = sketchFlow(
    `start -> fork
     fork: split -> a b
     a -> one
     b -> two
     one: join(fork) -> toTwo
     toTwo: if -> two done
     two: join(fork) -> afterTwo
     afterTwo: if -> one done
     done`,
    { afterTwo: false },
  )
  const run = await begin(flow)
  await run.complete('a')
  await run.complete('b')
  expect(run.visits()).toEqual({ start: 1, fork: 1, a: 1, b: 1, one: 1, toTwo: 1, two: 1, afterTwo: 1, done: 1 })
  expect(run.process.scopes).toEqual([])
})

test('the scope closes when its join has fired and nothing is left inside', async () => {
  const run = await begin(
    sketchFlow(
      `start -> fork\n fork: split -> a b\n a -> ready\n b -> ready\n ready: join -> after\n after -> done\n done`,
    ),
  )
  const [scope] = run.process.scopes
  expect(scope).toMatchObject({ split: 'fork', parent: null })
  expect(run.at('a').scope).toBe(scope!.id)
  await run.complete('a')
  await run.complete('b')
  expect(run.process.scopes).toEqual([])
  expect(run.at('after').scope).toBeNull()
})

test('a split without a join keeps its scope until its last branch has ended', async () => {
  const run = await begin(sketchFlow(`start -> fork\n fork: split -> a b\n a -> one\n b -> two\n one\n two`))
  await run.complete('a')
  expect(run.process.scopes).toHaveLength(1)
  await run.complete('b')
  expect(run.process).toMatchObject({ status: 'done', scopes: [] })
})
