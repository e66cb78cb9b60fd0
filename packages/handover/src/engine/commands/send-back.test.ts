import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../../index.ts'
import { begin } from '../../../test/drive-engine.ts'
import { isOpen } from '../snapshot.ts'

const parcels = flow('parcels', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('sort'),
    sort: n.view({ fields: [] }).next('fork'),
    fork: n.split().next('label', { each: () => ['a', 'b'] }),
    label: n.view({ fields: [] }).next('check'),
    check: n.view({ fields: [] }).next('ready'),
    ready: n.join().next('done'),
    done: n.end(),
  }),
})

test('goes to the step of the same item, whichever was done last', async () => {
  const run = await begin(parcels)
  await run.complete('sort')
  const taskOf = (node: string, item: string) =>
    run.snapshot.tasks.find((task) => task.node === node && task.item === item && isOpen(task))!
  const told = { by: null, note: null }
  await run.give({ type: 'complete', task: taskOf('label', 'a').id, input: {}, ...told })
  await run.give({ type: 'complete', task: taskOf('label', 'b').id, input: {}, ...told })
  await run.give({ type: 'sendBack', task: taskOf('check', 'a').id, to: null, by: null, note: 'wrong label' })
  const open = run.snapshot.tasks.filter((task) => isOpen(task)).map(({ node, item }) => [node, item])
  expect(open).toEqual([
    ['check', 'b'],
    ['label', 'a'],
  ])
})

test('never goes into the branch beside it', async () => {
  const beside = flow('beside', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('draft'),
      draft: n.view({ fields: [] }).next('fork'),
      fork: n.split().next('a').next('b'),
      a: n.view({ fields: [] }).next('ready'),
      b: n.view({ fields: [] }).next('ready'),
      ready: n.join().next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(beside)
  await run.complete('draft')
  await run.complete('a')
  await expect(run.command('sendBack', 'b', { to: 'a', note: 'x' })).rejects.toMatchObject({
    code: 'SEND_BACK_NOWHERE',
  })
  await run.command('sendBack', 'b', { note: 'x' })
  expect(run.standing()).toBe('draft')
})

test('finds the way back past a step that was skipped', async () => {
  const run = await begin(parcels)
  await run.complete('sort')
  await run.command('skip', 'label', { note: 'has one' })
  await run.command('sendBack', 'check', { note: 'wrong parcel' })
  expect(run.standing()).toBe('sort')
})
