import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin, type Driven } from '../../test/drive-engine.ts'

type Options = Parameters<Parameters<Parameters<typeof flow>[1]['nodes']>[0]['join']>[0]
const review = (options: Options) =>
  flow('review', {
    data: z.object({ isUrgent: z.boolean().default(false) }),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('one').next('two').next('three'),
      one: n.view({ fields: ['isUrgent'] }).next('ready'),
      two: n.view({ fields: [] }).next('ready'),
      three: n.view({ fields: [] }).next('ready'),
      ready: n.join(options as never).next('after'),
      after: n.view({ fields: [] }).next('done'),
      done: n.end(),
    }),
  })

describe('a join that goes on before all have come', () => {
  test('absorbs the rest: they arrive and vanish', async () => {
    const run = await begin(review({ after: 2 }))
    await run.complete('one')
    expect(run.standing()).toBe('two three ready')
    await run.complete('two')
    expect(run.standing()).toBe('three after')
    await run.complete('three')
    expect(run.standing()).toBe('after')
    expect(run.visits()).toMatchObject({ ready: 1 })
    expect(run.event('task.absorbed', 'three').data).toEqual({ join: 'ready' })
    await run.complete('after')
    expect(run.process.status).toBe('done')
  })

  test('keeps the process open while the rest is still at work', async () => {
    const run = await begin(review({ after: 1, rest: 'absorb' }))
    await run.complete('two')
    await run.complete('after')
    expect(run.process.status).toBe('running')
    expect(run.standing()).toBe('one three')
    await run.complete('one')
    await run.complete('three')
    expect(run.process.status).toBe('done')
    expect(run.visits()).toMatchObject({ ready: 1, after: 1 })
  })

  test('cancels the rest at once', async () => {
    const run = await begin(review({ after: 1, rest: 'cancel' }))
    await run.complete('two')
    expect(run.standing()).toBe('after')
    expect(run.at('one')).toMatchObject({ status: 'canceled', reason: 'withdrawn' })
    expect(run.process.scopes).toEqual([])
  })

  test('or gathers as many anew', async () => {
    const run = await begin(review({ after: 2, rest: 'again' }))
    await run.complete('one')
    await run.complete('two')
    await run.complete('three')
    expect(run.visits()).toMatchObject({ ready: 2 })
    expect(run.standing()).toBe('after after')
  })

  test('is asked by its rule whenever one arrives', async () => {
    const asked: number[] = []
    const rule = (visit: any, arrived: number) => {
      asked.push(arrived)
      return visit.process.data.isUrgent && arrived > 1
    }
    const run = await begin(review({ after: rule, rest: 'cancel' }))
    await run.complete('two')
    await run.complete('one', { isUrgent: true })
    expect(asked).toEqual([1, 2])
    expect(run.standing()).toBe('after')
  })
})

test('a blocking join holds the next round back until the rest of the round before has come', async () => {
  const rounds = flow('rounds', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('twice'),
      twice: n.split().next('first').next('second'),
      first: n.function(() => {}).next('fork'),
      second: n.view({ fields: [] }).next('fork'),
      fork: n.split().next('a').next('b'),
      a: n.view({ fields: [] }).next('ready'),
      b: n.view({ fields: [] }).next('ready'),
      ready: n.join({ of: 'fork', after: 1, rest: 'block' }).next('after'),
      after: n.function(() => {}).next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(rounds)
  await run.complete('second')
  const open = (node: string) => run.snapshot.tasks.filter((task) => task.node === node && task.finishedAt === null)
  const [a1, a2] = open('a')
  const [b1] = open('b')
  const complete = (task: string) => run.give({ type: 'complete', task, input: {}, by: null, note: null })
  await complete(a1!.id)
  expect(run.visits()).toMatchObject({ ready: 1 })
  await complete(a2!.id)
  expect(run.visits()).toMatchObject({ ready: 1 })
  await complete(b1!.id)
  expect(run.visits()).toMatchObject({ ready: 2 })
})

describe('a join that pairs', () => {
  const paired = flow('paired', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('a').next('b').next('more').next('same'),
      more: n.view({ fields: [] }).next('a'),
      same: n.view({ fields: [] }).next('b'),
      a: n.view({ fields: [] }).next('ready'),
      b: n.view({ fields: [] }).next('ready'),
      ready: n.join({ pairs: true }).next('after'),
      after: n.function(() => {}).next('done'),
      done: n.end(),
    }),
  })

  test('keeps a second token over the same way for the next', async () => {
    const run = await begin(paired)
    await run.complete('a')
    await run.complete('more')
    await run.complete('a')
    expect(run.visits()['ready']).toBeUndefined()
    expect(run.snapshot.tasks.filter(({ node }) => node === 'ready')).toHaveLength(2)
    await run.complete('b')
    expect(run.visits()).toMatchObject({ ready: 1 })
    await run.complete('same')
    await run.complete('b')
    expect(run.visits()).toMatchObject({ ready: 2, after: 2 })
    expect(run.process.status).toBe('done')
  })

  test('needs attention when what it waits for cannot come any more', async () => {
    const run = await begin(paired)
    await run.complete('a')
    await run.command('cancel', 'more')
    await run.command('cancel', 'same')
    await run.command('cancel', 'b')
    expect(run.process).toMatchObject({
      status: 'running',
      attention: "'Ready' waits for a branch that cannot come any more.",
    })
    await run.command('cancel', 'ready')
    expect(run.process.status).toBe('canceled')
  })
})

describe('branches for each item', () => {
  const labels = flow('labels', {
    data: z.object({ parcels: z.array(z.string()).default([]), done: z.array(z.string()).default([]) }),
    nodes: (n) => ({
      start: n.start({ fields: ['parcels'] }).next('fork'),
      fork: n.split().next('label', { each: (visit) => visit.process.data.parcels }),
      label: n
        .item(z.string())
        .view({
          input: z.object({}),
          complete: (visit) => void visit.process.data.done.push(visit.task.item),
        })
        .next('ready'),
      ready: n.join().next('after'),
      after: n.view({ fields: [] }).next('done'),
      done: n.end(),
    }),
  })
  const items = (run: Driven) => run.snapshot.tasks.filter(({ node }) => node === 'label').map(({ item }) => item)

  test('each has its own', async () => {
    const run = await begin(labels, 'start', { parcels: ['a', 'b', 'c'] })
    expect(items(run)).toEqual(['a', 'b', 'c'])
    for (let i = 0; i < 3; i++) await run.complete('label')
    expect(run.data['done']).toEqual(['c', 'b', 'a'])
    expect(run.standing()).toBe('after')
    expect(run.at('after').item).toBeNull()
  })

  test('without an item the process goes on at the join', async () => {
    const run = await begin(labels, 'start', { parcels: [] })
    expect(run.standing()).toBe('after')
    expect(run.visits()).toMatchObject({ ready: 1 })
  })

  test('without an item a join that pairs lets it pass too', async () => {
    const pairs = flow('pairs', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('fork'),
        fork: n
          .split()
          .next('a', { each: () => [] })
          .next('b', { each: () => [] }),
        a: n.view({ fields: [] }).next('ready'),
        b: n.view({ fields: [] }).next('ready'),
        ready: n.join({ pairs: true }).next('done'),
        done: n.end(),
      }),
    })
    const run = await begin(pairs)
    expect(run.visits()).toMatchObject({ ready: 1 })
    expect(run.process.status).toBe('done')
  })

  test('more are added while it is under way, and not after', async () => {
    const run = await begin(labels, 'start', { parcels: ['a'] })
    await run.command('add', 'fork', { item: 'b' })
    expect(items(run)).toEqual(['a', 'b'])
    expect(run.event('task.added', 'fork').data).toEqual({ item: 'b' })
    await run.complete('label')
    await run.complete('label')
    expect(run.standing()).toBe('after')
    await expect(run.command('add', 'fork', { item: 'c' })).rejects.toMatchObject({ code: 'NOT_UNDER_WAY' })
  })

  test('what is open is given up when it is enough, and what came counts', async () => {
    const run = await begin(labels, 'start', { parcels: ['a', 'b', 'c'] })
    await run.complete('label')
    await run.command('finish', 'fork')
    expect(run.standing()).toBe('after')
    expect(run.data['done']).toEqual(['c'])
  })

  test('also before any has come', async () => {
    const run = await begin(labels, 'start', { parcels: ['a', 'b'] })
    await run.command('finish', 'fork')
    expect(run.standing()).toBe('after')
  })
})

test('what an edge hands over is the next item', async () => {
  const seeded = flow('seeded', {
    data: z.object({ name: z.string().default('x') }),
    nodes: (n) => ({
      start: n.start({ fields: ['name'] }).next('a', { seed: (visit) => `hello ${visit.process.data.name}` }),
      a: n.view({ fields: [] }).next('b'),
      b: n.view({ fields: [] }).next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(seeded, 'start', { name: 'Anna' })
  expect(run.at('a').item).toBe('hello Anna')
  await run.complete('a')
  expect(run.at('b').item).toBe('hello Anna')
})
