import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../../index.ts'
import { actor, begin } from '../../../test/drive-engine.ts'

const mia = actor('Mia', 'order.manage')
const child = flow('child', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('work'),
    work: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})
const order = flow('order', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('fork'),
    fork: n
      .split()
      .next('pack', { each: () => ['a', 'b'] })
      .next('ask'),
    pack: n.view({ fields: [] }).next('ready'),
    ask: n.view({ fields: [] }).next('ready'),
    ready: n.join().next('call'),
    call: n.subprocess(child, { start: 'start', input: () => ({}), each: () => [1, 2] }).next('after'),
    after: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})

test('who finished a split early, and why, is in the history', async () => {
  const run = await begin(order)
  await run.command('finish', 'fork', { by: mia, note: 'enough' })
  expect(run.event('task.canceled', 'pack')).toMatchObject({ actor: 'mia' })
  expect(run.events.filter(({ note }) => note === 'enough')).toHaveLength(1)
  expect(run.at('ask')).toMatchObject({ status: 'canceled', reason: 'withdrawn', endedBy: 'mia' })
})

test.each(['add', 'finish'] as const)('%s is refused at a call that was undone', async (command) => {
  const run = await begin(order)
  await run.command('finish', 'fork')
  for (const each of run.children) await each.complete('work')
  await run.hear()
  await run.command('undo', 'call')
  await expect(run.command(command, 'call', { item: 3 })).rejects.toMatchObject({ code: 'TASK_ENDED' })
})

test('a call that still waits for its turn takes no further child', async () => {
  const turns = flow('turns', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('wait').next('call'),
      wait: n.timer('1 h').mutex('m').next('ready'),
      call: n
        .subprocess(child, { start: 'start', input: () => ({}) })
        .mutex('m')
        .next('ready'),
      ready: n.join().next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(turns)
  await expect(run.command('add', 'call', { item: 1 })).rejects.toMatchObject({ code: 'NOT_UNDER_WAY' })
  expect(run.children).toEqual([])
})

test('a choice that is made takes no further branch', async () => {
  const choice = flow('choice', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('wait'),
      wait: n.first().next('offer', { each: () => ['a', 'b'] }),
      offer: n.view({ fields: [] }).next('accept'),
      accept: n.view({ fields: [] }).next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(choice)
  await run.command('add', 'wait', { item: 'c' })
  expect(run.standing()).toBe('offer offer offer')
  await run.complete('offer')
  await expect(run.command('add', 'wait', { item: 'd' })).rejects.toMatchObject({ code: 'NOT_UNDER_WAY' })
})

test('a split is not finished once its join has gone on, although another branch is still open in it', async () => {
  const beside = flow('beside', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('a').next('b').next('aside'),
      a: n.view({ fields: [] }).next('ready'),
      b: n.view({ fields: [] }).next('ready'),
      aside: n.view({ fields: [] }).next('noted'),
      noted: n.end(),
      ready: n.join().next('after'),
      after: n.view({ fields: [] }).next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(beside)
  await run.complete('a')
  await run.complete('b')
  expect(run.standing()).toBe('aside after')
  await expect(run.command('finish', 'fork')).rejects.toMatchObject({ code: 'NOT_UNDER_WAY' })
  expect(run.standing()).toBe('aside after')
})
