import { expect, test } from 'vitest'
import { begin } from '../../test/drive-engine.ts'
import { sketchFlow } from '../../test/sketch-flow.ts'

const rework = (answers: readonly boolean[]) =>
  sketchFlow(
    `start -> prepare
     prepare: auto -> fork
     fork: split -> a b c
     a -> check
     check: if -> prepare* ready
     b -> ready
     c -> ready
     ready: join -> done
     done`,
    { check: answers },
  )

test('a loop that leaves a split withdraws its siblings and closes the scope', async () => {
  const run = await begin(rework([true]))
  const [first] = run.process.scopes
  await run.complete('b')
  await run.complete('a')
  const withdrawn = run.snapshot.tasks.filter((task) => task.status === 'canceled')
  expect(withdrawn.map(({ node, reason }) => `${node} ${reason}`)).toEqual(['c withdrawn', 'ready withdrawn'])
  expect(run.standing()).toBe('a b c')
  expect(run.process.scopes.map(({ split }) => split)).toEqual(['fork'])
  expect(run.process.scopes[0]!.id).not.toBe(first!.id)
})

test('what was withdrawn says so in the history, with its former status', async () => {
  const run = await begin(rework([true]))
  await run.complete('a')
  expect(run.event('task.canceled', 'b')).toMatchObject({ from: 'new', to: 'canceled', actor: null })
})

test('after withdrawing, the next round joins as if it were the first', async () => {
  const run = await begin(rework([true, false]))
  for (const node of ['b', 'a', 'c', 'b', 'a']) await run.complete(node)
  expect(run.visits()).toEqual({ start: 1, prepare: 2, fork: 2, a: 2, b: 2, c: 1, check: 2, ready: 1, done: 1 })
  expect(run.process).toMatchObject({ status: 'done', scopes: [] })
})

test('a loop out of the inner split leaves the outer branches alone', async () => {
  const run = await begin(
    sketchFlow(
      `start -> fork
       fork: split -> a again
       a -> ready
       again: auto -> inner
       inner: split -> b c
       b -> check
       check: if -> again* both
       c -> both
       both: join -> ready
       ready: join -> done
       done`,
      { check: [true, false] },
    ),
  )
  await run.complete('b')
  expect(run.standing()).toBe('a b c')
  for (const node of ['c', 'b', 'a']) await run.complete(node)
  expect(run.visits()).toMatchObject({ inner: 2, both: 1, ready: 1, done: 1 })
})

test('a loop out of two splits withdraws the branches of both', async () => {
  const run = await begin(
    sketchFlow(
      `start -> fork
       fork: split -> a inner
       a -> ready
       inner: split -> b c
       b -> both
       c -> check
       check: if -> fork* both
       both: join -> ready
       ready: join -> done
       done`,
      { check: [true, false] },
    ),
  )
  await run.complete('b')
  await run.complete('c')
  expect(run.standing()).toBe('a b c')
  expect(run.process.scopes).toHaveLength(2)
})

test('siblings that were not entered yet are withdrawn before they do anything', async () => {
  const run = await begin(
    sketchFlow(
      `start -> fork
       fork: split -> a b
       a: if -> fork* ready
       b: auto -> ready
       ready: join -> done
       done`,
      { a: [true, false] },
    ),
  )
  expect(run.visits()).toEqual({ start: 1, fork: 2, a: 2, b: 1, ready: 1, done: 1 })
})
