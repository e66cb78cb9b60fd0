import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { frozen } from '../flow/define-flow.ts'
import { begin } from '../../test/drive-engine.ts'
import { problemsOf, sketchFlow } from '../../test/sketch-flow.ts'

test('a join goes on once for all of its branches', async () => {
  const run = await begin(
    sketchFlow(`start -> fork\n fork: split -> a b c\n a: auto -> ready\n b: auto -> ready\n c: auto -> ready
      ready: join -> done\n done`),
  )
  expect(run.visits()).toMatchObject({ a: 1, b: 1, c: 1, ready: 1, done: 1 })
})

test('a join that waits is shown as started', async () => {
  const run = await begin(
    sketchFlow(`start -> fork\n fork: split -> a ready\n a -> ready\n ready: join -> done\n done`),
  )
  expect(run.at('ready')).toMatchObject({ status: 'started', kind: 'join', audience: null })
})

describe('how many branches a join waits for', () => {
  const joining = (options: object) =>
    flow('joining', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('fork'),
        fork: n.split().next('one').next('other'),
        one: n.view({ fields: [] }).next('ready'),
        other: n.view({ fields: [] }).next('ready'),
        ready: n.join(options).next('done'),
        done: n.end(),
      }),
    })
  const gathers = (options: object) => {
    const node = frozen(joining(options)).graph['ready']!
    return node.kind.gathers!(node)
  }
  const rule = () => true

  test.each([
    ['all', {}, {}],
    ['all, said so', { after: 'all' }, {}],
    ['a number', { after: 1, rest: 'cancel' }, { after: 1, rest: 'cancel' }],
    ['a rule', { after: rule }, { after: rule }],
    ['one over each way in', { pairs: true }, { pairs: true }],
  ])('may be %s', (_, options, expected) => {
    expect(gathers(options)).toEqual(expected)
  })

  test('counts: it goes on after so many, and withdraws the rest when it says so', async () => {
    const run = await begin(joining({ after: 1, rest: 'cancel' }))
    await run.complete('other')
    expect(run.at('one')).toMatchObject({ status: 'canceled', reason: 'withdrawn' })
    expect(run.process.status).toBe('done')
  })

  test.each([
    ['after is 0', { after: 0 }],
    ['after is 1.5', { after: 1.5 }],
    ["after is 'some'", { after: 'some' }],
    ["rest is 'wait'", { after: 1, rest: 'wait' }],
    ['there is no rest', { rest: 'cancel' }],
    ['both pairs and after', { after: 1, pairs: true }],
  ])('is refused when %s', (message, options) => {
    expect(problemsOf(() => joining(options))).toMatchObject([
      { code: 'FLOW_BAD_OPTION', node: 'ready', message: expect.stringContaining(message) },
    ])
  })
})
