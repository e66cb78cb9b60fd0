import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { begin } from '../../test/drive-engine.ts'
import { flow } from '../index.ts'

/** Two threads go through the same split, each in a round of its own. */
const waves = flow('waves', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('spawn'),
    spawn: n.split().next('fork', { each: () => ['one', 'two'] }),
    fork: n.split().next('a').next('b'),
    a: n.view({ fields: [] }).next('enough'),
    b: n.view({ fields: [] }).next('enough'),
    enough: n.join({ of: 'fork', after: 1, rest: 'block' }).next('report'),
    report: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})

describe('a blocking join', () => {
  test('holds back whichever round comes second, also one that began first', async () => {
    const run = await begin(waves)
    const at = (node: string, item: string) =>
      run.snapshot.tasks.find((task) => task.node === node && task.item === item)!
    const complete = (node: string, item: string) =>
      run.give({ type: 'complete', task: at(node, item).id, input: {}, by: null, note: null })
    await complete('a', 'two')
    await complete('a', 'one')
    expect(run.standing()).toBe('b b report enough')
    await complete('b', 'two')
    expect(run.standing()).toBe('b report report')
  })

  test('is not held back by its own round when rounds are nested', async () => {
    const nested = flow('nested', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('outer'),
        outer: n.split().next('a').next('inner'),
        inner: n.split().next('b').next('c'),
        a: n.view({ fields: [] }).next('enough'),
        b: n.view({ fields: [] }).next('enough'),
        c: n.view({ fields: [] }).next('enough'),
        enough: n.join({ of: ['outer', 'inner'], after: 1, rest: 'block' }).next('report'),
        report: n.view({ fields: [] }).next('done'),
        done: n.end(),
      }),
    })
    const run = await begin(nested)
    await run.complete('a')
    expect(run.standing()).toBe('b c report')
    await run.complete('b')
    expect(run.visits()).toMatchObject({ enough: 2 })
  })
})

test('a join stands in its split, not in the branch that came first: its item is what the split was given', async () => {
  const seen: unknown[] = []
  const items = flow('items', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('a', { each: () => ['x', 'y'] }),
      a: n.view({ fields: [] }).next('enough'),
      enough: n.join({ after: (visit, arrived) => seen.push(visit.task.item) > 0 && arrived === 2 }).next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(items)
  await run.complete('a')
  await run.complete('a')
  expect(seen).toEqual([null, null])
})

test('nothing is added to a split whose join has gone on already', async () => {
  const few = flow('few', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n
        .split()
        .next('a', { each: () => ['x', 'y'] })
        .next('b', { each: () => ['z'] }),
      a: n.view({ fields: [] }).next('enough'),
      enough: n.join({ after: 1 }).next('done'),
      b: n.view({ fields: [] }).next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(few)
  await run.command('add', 'fork', { to: 'a', item: 'w' })
  await run.complete('a')
  await expect(run.command('add', 'fork', { to: 'a', item: 'v' })).rejects.toMatchObject({ code: 'NOT_UNDER_WAY' })
  await run.command('add', 'fork', { to: 'b', item: 'v' })
  expect(run.standing()).toBe('a a b b')
})

test('of joins that wait for one another, one goes first that misses none of the ways over which they could bring it something', async () => {
  const circle = flow('circle', {
    data: z.object({ isFine: z.boolean().default(false) }),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('begin'),
      begin: n.split().next('draft').next('audit').next('check'),
      draft: n.view({ fields: [] }).next('gather'),
      audit: n.view({ fields: [] }).next('gather'),
      check: n.view({ fields: [] }).next('approve'),
      gather: n.join({ of: 'begin' }).next('approve'),
      approve: n.join({ of: 'begin' }).next('sign'),
      sign: n.view({ fields: ['isFine'] }).next('signature'),
      signature: n
        .if((visit) => visit.process.data.isFine)
        .yes('signed')
        .no('audit'),
      signed: n.end(),
    }),
  })
  const run = await begin(circle)
  await run.complete('check')
  await run.complete('audit')
  expect(run.standing()).toBe('draft approve gather')
  await run.command('cancel', 'draft')
  expect(run.visits()).toMatchObject({ gather: 1, approve: 1 })
  expect(run.standing()).toBe('sign')
})
