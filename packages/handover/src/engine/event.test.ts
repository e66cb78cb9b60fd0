import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { actor, begin } from '../../test/drive-engine.ts'
import { sketchFlow } from '../../test/sketch-flow.ts'

const anna = actor('Anna', 'leave.approve')
const ben = actor('Ben', 'leave.approve', 'leave.manage')

const leave = flow('leave', {
  data: z.object({ reason: z.string(), days: z.number().default(1), approved: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.start({ fields: ['reason', 'days'] }).next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .permission()
      .next('count'),
    count: n.function((visit) => void (visit.process.data.days += 1)).next('check'),
    check: n
      .if(({ process }) => process.data.approved && process.data.days > 1)
      .yes('done')
      .no('refused'),
    done: n.end(),
    refused: n.end(),
  }),
})

test('events are numbered without gaps, and the process knows the last', async () => {
  const run = await begin(leave, 'start', { reason: 'Holiday' }, { by: anna })
  await run.assign('approve', { by: ben })
  await run.complete('approve', { approved: true }, { by: ben })
  expect(run.events.map((event) => event.number)).toEqual(run.events.map((_, index) => index + 1))
  expect(run.process).toMatchObject({ lastEvent: run.events.length, lastAt: run.events.at(-1)!.at })
})

test('the actor stands where something was commanded, and nowhere else', async () => {
  const run = await begin(leave, 'start', { reason: 'Holiday' }, { by: anna })
  await run.assign('approve', { by: ben })
  await run.complete('approve', { approved: true }, { by: ben })
  expect(run.told()).toEqual([
    'process.started by anna',
    'task.created start by anna',
    'task.done start by anna',
    'task.created approve',
    'task.assigned approve by ben',
    'task.done approve by ben',
    'task.created count',
    'task.done count',
    'task.created check',
    'task.done check',
    'task.created done',
    'task.done done',
    'process.done',
  ])
})

test('a command without an actor is told without one', async () => {
  const run = await begin(leave, 'start', { reason: 'Holiday' })
  await run.complete('approve', { approved: true })
  expect(run.events.every((event) => event.actor === null && event.actorName === null)).toBe(true)
})

test('a note stands once, at the first thing that the command brought about', async () => {
  const run = await begin(leave, 'start', { reason: 'Holiday' }, { by: anna, note: 'urgent' })
  await run.assign('approve', { by: ben, note: 'mine' })
  await run.complete('approve', { approved: true }, { by: ben, note: 'fine' })
  expect(run.events.filter((event) => event.note !== null).map(({ type, node, note }) => [type, node, note])).toEqual([
    ['process.started', null, 'urgent'],
    ['task.assigned', 'approve', 'mine'],
    ['task.done', 'approve', 'fine'],
  ])
})

describe('an event says', () => {
  test('from which status to which', async () => {
    const run = await begin(leave, 'start', { reason: 'Holiday' }, { by: anna })
    await run.assign('approve', { by: ben })
    await run.unassign('approve', { by: ben })
    await run.complete('approve', {}, {})
    const ofTask = run.events.filter((event) => event.node === 'approve')
    expect(ofTask.map(({ type, from, to }) => [type, from, to])).toEqual([
      ['task.created', null, 'new'],
      ['task.assigned', 'new', 'assigned'],
      ['task.unassigned', 'assigned', 'new'],
      ['task.done', 'new', 'done'],
    ])
  })

  test('which data changed, before and after', async () => {
    const run = await begin(leave, 'start', { reason: 'Holiday', days: 3 }, { by: anna })
    await run.complete('approve', { approved: true })
    expect(run.event('task.done', 'approve').data).toEqual({ changed: { approved: [false, true] } })
    expect(run.event('task.done', 'count').data).toEqual({ changed: { days: [3, 4] } })
  })

  test('which data the process began with', async () => {
    const run = await begin(leave, 'start', { reason: 'Holiday' })
    expect(run.event('task.done', 'start').data).toEqual({
      changed: { reason: [null, 'Holiday'], days: [null, 1], approved: [null, false] },
    })
  })

  test('nothing of data that was sent, but is the same', async () => {
    const run = await begin(leave, 'start', { reason: 'Holiday' })
    await run.complete('approve', { approved: false })
    expect(run.event('task.done', 'approve').data).toBeNull()
  })

  test('what a condition read, and what it answered', async () => {
    const run = await begin(leave, 'start', { reason: 'Holiday' })
    await run.complete('approve', { approved: true })
    expect(run.event('task.done', 'check').data).toEqual({ read: { approved: true, days: 2 }, told: 'yes' })
  })

  test('only what the condition really looked at', async () => {
    const run = await begin(leave, 'start', { reason: 'Holiday' })
    await run.complete('approve', {})
    expect(run.event('task.done', 'check').data).toEqual({ read: { approved: false }, told: 'no' })
  })

  test('which branches a split started', async () => {
    const run = await begin(
      sketchFlow(`start -> fork\n fork: split -> a b? c?\n a -> done\n b -> done\n c -> done\n done`, {
        'fork.b': false,
      }),
    )
    expect(run.event('task.done', 'fork').data).toEqual({ told: ['a', 'c'] })
  })

  test('who a task was given to', async () => {
    const run = await begin(leave, 'start', { reason: 'Holiday' })
    await run.assign('approve', { by: ben }, anna)
    expect(run.event('task.assigned')).toMatchObject({ actor: 'ben', data: { owner: 'anna', ownerName: 'Anna' } })
  })

  test('with which outcome the process ended', async () => {
    const run = await begin(leave, 'start', { reason: 'Holiday' })
    await run.complete('approve', {})
    expect(run.event('process.done')).toMatchObject({ from: 'running', to: 'done', data: { outcome: 'refused' } })
  })

  test('which version the process began with', async () => {
    const run = await begin(leave, 'start', { reason: 'Holiday' })
    expect(run.event('process.started')).toMatchObject({ from: null, to: 'running', data: { version: 1 } })
  })
})

describe('a canceled process', () => {
  test('is told once, with actor and note, after its tasks', async () => {
    const run = await begin(leave, 'start', { reason: 'Holiday' })
    await run.cancelProcess({ by: ben, note: 'doubled' })
    expect(run.told().slice(4)).toEqual(['task.canceled approve', 'process.canceled by ben'])
    expect(run.event('process.canceled')).toMatchObject({ from: 'running', to: 'canceled', note: 'doubled' })
  })

  test('is canceled also when an end was reached before', async () => {
    const run = await begin(sketchFlow(`start -> fork\n fork: split -> a early\n a -> done\n early\n done`))
    await run.cancelProcess()
    expect(run.process).toMatchObject({ status: 'canceled', scopes: [], finishedAt: '2030-01-01T09:02:00.000Z' })
    expect(run.told().filter((told) => told.startsWith('process.'))).toEqual(['process.started', 'process.canceled'])
  })

  test('leaves nothing open, and says why each task ended', async () => {
    const run = await begin(
      sketchFlow(`start -> fork\n fork: split -> a ready\n a -> ready\n ready: join -> done\n done`),
    )
    await run.cancelProcess()
    expect(run.standing()).toBe('')
    const ended = run.snapshot.tasks.filter((task) => task.status === 'canceled')
    expect(ended.map(({ node, reason }) => `${node}: ${reason}`)).toEqual([
      'a: process canceled',
      'ready: process canceled',
    ])
  })
})

test('what the rules of a human task answered, and with which data, is told', async () => {
  const offered = flow('offered', {
    data: z.object({ boss: z.string() }),
    nodes: (n) => ({
      start: n.start({ fields: ['boss'] }).next('approve'),
      approve: n
        .view({ fields: [] })
        .offer(({ process }) => ({ users: [process.data.boss], except: ['anna'] }))
        .next('sign'),
      sign: n
        .view({ fields: [] })
        .assign(({ process }) => process.data.boss)
        .next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(offered, 'start', { boss: 'ben' })
  expect(run.event('task.offered', 'approve').data).toEqual({
    read: { boss: 'ben' },
    told: { users: ['ben'], except: ['anna'] },
  })
  await run.complete('approve')
  expect(run.event('task.assigned', 'sign')).toMatchObject({
    actor: null,
    data: { read: { boss: 'ben' }, owner: 'ben' },
  })
})
