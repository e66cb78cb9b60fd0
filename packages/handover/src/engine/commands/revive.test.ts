import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../../index.ts'
import { actor, begin } from '../../../test/drive-engine.ts'

const branches = flow('branches', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('outer'),
    outer: n.split().next('inner').next('c'),
    inner: n.split().next('a').next('b'),
    a: n.view({ fields: [] }).next('met'),
    b: n.view({ fields: [] }).next('met'),
    met: n.join().next('ready'),
    c: n.view({ fields: [] }).next('ready'),
    ready: n.join().next('after'),
    after: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})

describe('a task that was canceled', () => {
  test('stands in its branch again, although nothing was left of the split', async () => {
    const run = await begin(branches)
    await run.command('cancel', 'a')
    await run.command('cancel', 'b')
    await run.command('revive', 'a')
    await run.complete('c')
    expect(run.standing()).toBe('a ready')
    await run.complete('a')
    expect(run.standing()).toBe('after')
    expect(run.visits()).toMatchObject({ met: 1, ready: 1 })
    await run.complete('after')
    expect(run.process).toMatchObject({ status: 'done', scopes: [] })
  })

  test('opens the process again from within its branches', async () => {
    const run = await begin(branches)
    for (const node of ['a', 'b', 'c']) await run.command('cancel', node)
    expect(run.process.status).toBe('canceled')
    await run.command('revive', 'a')
    expect(run.process).toMatchObject({ status: 'running', reason: null })
    await run.complete('a')
    expect(run.standing()).toBe('after')
  })

  test('cannot come back once a join around it went on without it', async () => {
    const run = await begin(branches)
    await run.command('cancel', 'a')
    await run.command('cancel', 'b')
    await run.complete('c')
    expect(run.standing()).toBe('after')
    await expect(run.command('revive', 'a')).rejects.toMatchObject({ code: 'BRANCH_CLOSED' })
  })
})

describe('while another branch keeps the split open', () => {
  const open = flow('open', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('a').next('c').next('beside'),
      a: n.view({ fields: [] }).next('ready'),
      c: n.view({ fields: [] }).next('ready'),
      beside: n.view({ fields: [] }).next('gone'),
      gone: n.end(),
      ready: n.join().next('after'),
      after: n.view({ fields: [] }).next('done'),
      done: n.end(),
    }),
  })

  test('what the join went on without cannot come to it any more', async () => {
    const run = await begin(open)
    await run.command('cancel', 'c')
    await run.complete('a')
    expect(run.standing()).toBe('beside after')
    await expect(run.command('revive', 'c')).rejects.toMatchObject({ code: 'BRANCH_CLOSED' })
  })

  test('what is behind the join, or does not lead to it, can be done anew', async () => {
    const run = await begin(open)
    await run.complete('a')
    await run.complete('c')
    await run.command('cancel', 'after')
    await run.command('revive', 'after')
    expect(run.standing()).toBe('beside after')
  })
})

test('a process that failed with a code of our own words is opened again', async () => {
  const failing = flow('failing', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('a'),
      a: n.view({ fields: [] }).next('stop'),
      stop: n.fail('canceled'),
    }),
  })
  const run = await begin(failing)
  await run.complete('a')
  await run.command('undo', 'a')
  expect(run.process.status).toBe('running')
})

test('a call that failed leaves no child behind', async () => {
  const child = flow('child', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('work'),
      work: n.view({ fields: [] }).next('done'),
      done: n.end(),
    }),
  })
  const calling = flow('calling', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('call'),
      call: n.subprocess(child, { start: 'start', input: () => ({}), each: () => [1, 2] }).next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(calling)
  await run.children[0]!.cancelProcess()
  await run.hear()
  await run.command('revive', 'call')
  expect(run.sent.map(({ sending }) => sending)).toEqual([
    { type: 'cancelProcess', process: run.children[1]!.process.id },
  ])
})

test('a join remembers which tokens had come', async () => {
  const paired = flow('paired', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('a').next('b').next('c'),
      a: n.view({ fields: [] }).next('ready'),
      b: n.view({ fields: [] }).next('ready'),
      c: n.view({ fields: [] }).next('ready'),
      ready: n.join({ after: 2 }).next('after'),
      after: n.view({ fields: [] }).next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(paired)
  await run.complete('a')
  await run.command('cancel', 'ready')
  await run.command('revive', 'ready')
  expect(run.standing()).toBe('b c ready')
  await run.complete('b')
  expect(run.standing()).toBe('c after')
})

test('who wants to work on a task that was undone is not told that its doer undid it', async () => {
  const run = await begin(branches)
  const anna = actor('Anna')
  await run.assign('a', { by: anna })
  await run.complete('a', {}, { by: anna })
  await run.command('undo', 'a')
  await expect(run.command('skip', 'a', { note: 'x' })).rejects.toThrow("TASK_ENDED: Somebody undid 'A'. Nothing")
})

test('what a child escalates is not heard by a call that was undone', async () => {
  const child = flow('quiet', {
    data: z.object({}),
    nodes: (n) => ({ start: n.start({ fields: [] }).next('done'), done: n.end() }),
  })
  const calling = flow('calling', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('call'),
      call: n
        .subprocess(child, { start: 'start', input: () => ({}) })
        .onEscalation('late')
        .next('after'),
      late: n.end(),
      after: n.view({ fields: [] }).next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(calling)
  await run.command('undo', 'call')
  const escalation = { type: 'escalate', task: run.at('call').id, code: 'SLOW', by: null, note: null } as const
  await expect(run.give(escalation)).rejects.toMatchObject({ code: 'TRIGGER_STALE' })
})
