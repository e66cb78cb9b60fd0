import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../../index.ts'
import { actor, begin, type Driven } from '../../../test/drive-engine.ts'

const calls: string[] = []
const order = flow('order', {
  data: z.object({ approved: z.boolean().default(false), undone: z.array(z.string()).default([]) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .permission()
      .onUndo((visit) => {
        calls.push('approve')
        visit.process.data.undone.push('approve')
      })
      .next('book'),
    book: n
      .function(() => {})
      .onUndo(() => void calls.push('book'))
      .next('ship'),
    ship: n.view({ fields: [] }).onTimeout('1 day', 'late').next('done'),
    late: n.end(),
    done: n.end(),
  }),
})
const mia = actor('Mia', 'order.manage')
const anna = actor('Anna', 'order.approve')
const rows = (run: Driven) =>
  run.snapshot.tasks.map(({ node, status, reason }) => [node, status, reason].filter(Boolean).join(' '))

async function approved(): Promise<Driven> {
  calls.length = 0
  const run = await begin(order)
  await run.assign('approve', { by: anna })
  await run.complete('approve', { approved: true }, { by: anna })
  return run
}

test('takes back what followed by itself, newest first, each with its handler', async () => {
  const run = await approved()
  await run.command('undo', 'approve', { by: mia, note: 'wrong order' })
  expect(calls).toEqual(['book', 'approve'])
  expect(rows(run)).toEqual([
    'start done',
    'approve canceled undone',
    'book canceled undone',
    'ship canceled undone',
    'ship__timeout canceled undone',
  ])
  expect(run.event('task.undone', 'approve')).toMatchObject({ actor: 'mia', note: 'wrong order' })
})

test('does not restore data, but what a handler changed is in the history', async () => {
  const run = await approved()
  await run.command('undo', 'approve', { by: mia })
  expect(run.data).toEqual({ approved: true, undone: ['approve'] })
  expect(run.event('task.undone', 'approve').data).toEqual({ changed: { undone: [[], ['approve']] } })
})

test('leaves a process that waits for the task to be done again, and says so', async () => {
  const run = await approved()
  await run.command('undo', 'approve', { by: mia })
  expect(run.process).toMatchObject({
    status: 'running',
    attention: "'Approve' was undone and waits to be done again.",
  })
})

test('a revived task is a fresh one: offered again, with its boundaries', async () => {
  const run = await approved()
  await run.command('undo', 'approve', { by: mia })
  await run.command('revive', 'approve', { by: mia })
  expect(run.at('approve')).toMatchObject({ status: 'new', audience: { permissions: ['order.approve'] }, owner: null })
  expect(run.process.attention).toBeNull()
  await run.assign('approve', { by: anna })
  await run.complete('approve', { approved: true }, { by: anna })
  expect(run.standing()).toBe('ship ship__timeout')
})

test('is refused while a later task is done that somebody worked on', async () => {
  const run = await approved()
  await run.complete('ship')
  await expect(run.command('undo', 'approve', { by: mia })).rejects.toMatchObject({ code: 'UNDO_LATER_FIRST' })
  await run.command('undo', 'ship', { by: mia })
  await run.command('undo', 'approve', { by: mia })
  expect(rows(run).filter((row) => row.startsWith('ship '))).toEqual(['ship canceled undone'])
})

test('is refused while something from outside has come later, even in the same moment', async () => {
  const asking = flow('asking', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('ask'),
      ask: n.view({ fields: [] }).next('charge'),
      charge: n.job(() => {}).next('file'),
      file: n.view({ fields: [] }).next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(asking)
  await run.complete('ask')
  run.wait(-2)
  await run.work('charge', { result: {} })
  expect(run.at('charge').finishedAt).toBe(run.at('charge').createdAt)
  await expect(run.command('undo', 'ask')).rejects.toMatchObject({ code: 'UNDO_LATER_FIRST' })
  await run.command('undo', 'charge')
  await run.command('undo', 'ask')
  expect(run.at('ask')).toMatchObject({ status: 'canceled', reason: 'undone' })
})

test('takes what happened on a border back with its host', async () => {
  const reminding = flow('reminding', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('ask'),
      ask: n.view({ fields: [] }).next('answer'),
      answer: n.view({ fields: [] }).onTimeout('1 day', 'remind', { interrupting: false }).next('done'),
      remind: n.function(() => {}).next('reminded'),
      reminded: n.end(),
      done: n.end(),
    }),
  })
  const run = await begin(reminding)
  await run.complete('ask')
  run.wait(2 * 24 * 60)
  await run.trigger('answer__timeout', 'timer')
  await run.complete('answer')
  await run.command('undo', 'answer')
  await run.command('undo', 'ask')
  expect(rows(run)).toContain('answer__timeout canceled undone')
})

test('undoing what led to the end opens the process again', async () => {
  const run = await approved()
  await run.complete('ship')
  expect(run.process.status).toBe('done')
  await run.command('undo', 'ship', { by: mia })
  expect(run.process).toMatchObject({ status: 'running', outcome: null, finishedAt: null })
  expect(run.told()).toContain('process.reopened')
  await run.command('revive', 'ship', { by: mia })
  await run.complete('ship')
  expect(run.process).toMatchObject({ status: 'done', outcome: 'done' })
})

test('undoing a start cancels the process', async () => {
  const run = await begin(order)
  await run.command('undo', 'start', { by: mia })
  expect(run.process).toMatchObject({ status: 'canceled', reason: 'undone' })
  expect(run.standing()).toBe('')
})

test('is for managers, and for who did it', async () => {
  const run = await approved()
  await expect(run.command('undo', 'approve', { by: actor('Ben') })).rejects.toMatchObject({
    code: 'PERMISSION_MISSING',
  })
  await run.command('undo', 'approve', { by: anna })
  expect(run.at('approve').reason).toBe('undone')
})

describe('with branches', () => {
  const parallel = flow('parallel', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('a').next('b'),
      a: n.view({ fields: [] }).next('ready'),
      b: n.view({ fields: [] }).next('ready'),
      ready: n.join().next('after'),
      after: n.view({ fields: [] }).next('done'),
      done: n.end(),
    }),
  })

  test('a branch that is undone takes its token back from the join that waits', async () => {
    const run = await begin(parallel)
    await run.complete('a')
    await run.command('undo', 'a')
    await run.complete('b')
    expect(run.standing()).toBe('a ready')
    await run.command('revive', 'a')
    await run.complete('a')
    expect(run.standing()).toBe('after')
    expect(run.visits()).toMatchObject({ ready: 1 })
  })

  test('when the join had gone on, the token of the other branch waits again', async () => {
    const run = await begin(parallel)
    await run.complete('a')
    await run.complete('b')
    expect(run.standing()).toBe('after')
    await run.command('undo', 'b')
    expect(run.standing()).toBe('b ready')
    await run.command('revive', 'b')
    await run.complete('b')
    expect(run.standing()).toBe('after')
    await run.complete('after')
    expect(run.process.status).toBe('done')
    expect(run.process.scopes).toEqual([])
  })

  test('both branches undone after the join, then done again, join once', async () => {
    const run = await begin(parallel)
    await run.complete('a')
    await run.complete('b')
    await run.command('undo', 'a')
    await run.command('undo', 'b')
    expect(run.standing()).toBe('a b')
    await run.command('revive', 'b')
    await run.complete('b')
    await run.command('revive', 'a')
    await run.complete('a')
    expect(run.standing()).toBe('after')
  })

  test('a split that is undone withdraws its branches', async () => {
    const run = await begin(parallel)
    await run.command('undo', 'fork')
    expect(run.standing()).toBe('fork')
    await run.command('revive', 'fork')
    expect(run.standing()).toBe('a b')
    expect(run.process.scopes).toHaveLength(1)
  })
})
