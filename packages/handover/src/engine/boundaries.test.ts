import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin, type Driven } from '../../test/drive-engine.ts'
import type { TaskState } from './snapshot.ts'

const approval = flow('approval', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('approve'),
    approve: n
      .view({ fields: [] })
      .onTimeout('1 h', 'remind', { interrupting: false })
      .onTimeout('2 h', 'escalate')
      .onMessage('withdrawn', 'withdrawn', { key: (visit) => visit.process.id })
      .next('done'),
    remind: n.function(() => {}).next('reminded'),
    reminded: n.end(),
    escalate: n.view({ fields: [] }).next('done'),
    withdrawn: n.end(),
    done: n.end(),
  }),
})

const statusOf = (run: Driven, node: string) => run.at(node).status
const row = ({ node, status, reason }: TaskState) => [node, status, reason].filter(Boolean).join(' ')
const rows = (run: Driven) => run.snapshot.tasks.map(row)

test('a host that waits arms its boundaries, in the order as written', async () => {
  const run = await begin(approval)
  expect(rows(run)).toEqual([
    'start done',
    'approve new',
    'approve__timeout scheduled',
    'approve__timeout2 scheduled',
    'approve__message new',
  ])
  expect(run.at('approve__timeout').waits).toEqual({ wake: '2030-01-01T10:01:00.000Z' })
  expect(run.at('approve__message').waits).toEqual({ message: { name: 'withdrawn', key: 'process' } })
})

test('armed boundaries hold no token: when the host is done, the process is', async () => {
  const run = await begin(approval)
  await run.complete('approve')
  expect(run.process).toMatchObject({ status: 'done', outcome: 'done' })
  expect(rows(run).filter((each) => each.startsWith('approve__'))).toEqual([
    'approve__timeout canceled withdrawn',
    'approve__timeout2 canceled withdrawn',
    'approve__message canceled withdrawn',
  ])
})

test('one that does not interrupt starts another token beside its host', async () => {
  const run = await begin(approval)
  run.wait(60)
  await run.trigger('approve__timeout', 'timer')
  expect(run.visits()).toMatchObject({ remind: 1, reminded: 1 })
  expect(run.standing()).toBe('approve approve__timeout2 approve__message')
  expect(run.process.status).toBe('running')
})

test('one that interrupts cancels its host, and with it the other boundaries', async () => {
  const run = await begin(approval)
  run.wait(120)
  await run.trigger('approve__timeout2', 'timer')
  expect(row(run.at('approve'))).toBe('approve canceled interrupted')
  expect(run.standing()).toBe('escalate')
  expect(row(run.at('approve__timeout'))).toBe('approve__timeout canceled withdrawn')
})

test('a timer that is not yet due is refused, and changes nothing', async () => {
  const run = await begin(approval)
  const before = run.snapshot
  await expect(run.trigger('approve__timeout', 'timer')).rejects.toMatchObject({ code: 'TRIGGER_STALE' })
  expect(run.snapshot).toBe(before)
})

describe('boundaries are disarmed on every way in which the host ends', () => {
  const ways: Record<string, (run: Driven) => Promise<unknown>> = {
    'it is completed': (run) => run.complete('approve'),
    'it is canceled by hand': (run) => run.command('cancel', 'approve'),
    'it is skipped': (run) => run.command('skip', 'approve', { note: 'agreed by phone' }),
    'it is moved': (run) => run.command('move', 'approve', { to: 'escalate' }),
    'another boundary interrupts it': (run) => run.trigger('approve__message', 'message'),
    'the process is canceled': (run) => run.cancelProcess(),
  }
  test.each(Object.keys(ways))('when %s', async (way) => {
    const run = await begin(approval)
    await ways[way]!(run)
    const open = run.snapshot.tasks.filter((task) => task.host !== null && task.finishedAt === null)
    expect(open).toEqual([])
  })
})

const sending = flow('sending', {
  data: z.object({ sent: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('send'),
    send: n
      .job(() => ({ sent: true }), { retries: 1 })
      .onError('blocked', { code: 'BLOCKED' })
      .onError('failed')
      .next('done'),
    blocked: n.end(),
    failed: n.end(),
    done: n.end(),
  }),
})

describe('a job', () => {
  test('waits for a worker, and its answer is laid over the data', async () => {
    const run = await begin(sending)
    expect(run.at('send')).toMatchObject({ status: 'scheduled', waits: { job: { attempt: 1, retries: 1 } } })
    expect(run.sent.map(({ id, sending: { type } }) => `${type} ${id}`)).toEqual([
      `job ${run.at('send').waits!.job!.delivery}`,
    ])
    await run.work('send', { result: { sent: true } })
    expect(run.data).toEqual({ sent: true })
    expect(run.process.outcome).toBe('done')
  })

  test('is tried again after a while when it fails, with another delivery', async () => {
    const run = await begin(sending)
    const first = run.at('send').waits!.job!.delivery
    await run.work('send', { error: 'no connection' })
    const { status, waits } = run.at('send')
    expect(status).toBe('scheduled')
    expect(waits!.job!.attempt).toBe(2)
    expect(waits!.job!.delivery).not.toBe(first)
    expect(run.sent.at(-1)).toMatchObject({ id: waits!.job!.delivery, dueAt: '2030-01-01T09:03:01.000Z' })
  })

  test('that has failed too often is caught by its boundary, which ends it', async () => {
    const run = await begin(sending)
    await run.work('send', { error: 'no connection' })
    await run.work('send', { error: 'no connection' })
    expect(run.process.outcome).toBe('failed')
    expect(row(run.at('send'))).toBe('send canceled interrupted')
    expect(run.event('task.failed', 'send').to).toBe('error')
  })

  test('whose answer comes from an earlier attempt is refused', async () => {
    const run = await begin(sending)
    const { id: task, waits } = run.at('send')
    await run.work('send', { error: 'no connection' })
    const late = run.give({
      type: 'jobDone',
      task,
      delivery: waits!.job!.delivery,
      result: { sent: true },
      by: null,
      note: null,
    })
    await expect(late).rejects.toMatchObject({ code: 'TRIGGER_STALE' })
  })
})

test('without a boundary a failed task stays open in error, and the process needs attention', async () => {
  const fragile = flow('fragile', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('pause'),
      pause: n.timer('1 h').next('work'),
      work: n
        .function(() => {
          throw new Error('no paper')
        })
        .next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(fragile)
  run.wait(60)
  await run.trigger('pause', 'timer')
  expect(statusOf(run, 'pause')).toBe('done')
  expect(run.at('work')).toMatchObject({ status: 'error', error: { message: 'no paper' }, finishedAt: null })
  expect(run.process).toMatchObject({ status: 'running', attention: "'Work' failed: no paper" })
  expect(run.event('process.attention').data).toEqual({ reason: "'Work' failed: no paper" })
})
