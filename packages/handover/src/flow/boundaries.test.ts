import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow, part } from '../index.ts'
import { frozen } from './define-flow.ts'
import { begin } from '../../test/drive-engine.ts'
import { problemsOf } from '../../test/sketch-flow.ts'

const data = z.object({ order: z.string().default('A-7'), log: z.array(z.string()).default([]) })
const approving = flow('approving', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('approve'),
    approve: n
      .view({ fields: [] })
      .onTimeout('3 days', 'remind', { interrupting: false })
      .onTimeout(({ process }) => (process.data.order === '' ? '1 h' : 'P1M'), 'expired')
      .onMessage('order-paid', 'done', {
        key: ({ process }) => process.data.order,
        payload: z.object({ by: z.string() }),
        receive: ({ process }, { by }) => void process.data.log.push(by),
      })
      .onMessage('all-off', 'expired', { title: 'Called off' })
      .onError('expired', { code: 'GONE' })
      .onError('expired')
      .next('done'),
    remind: n.function(({ process }) => void process.data.log.push('reminded')).next('reminded'),
    reminded: n.end(),
    expired: n.end(),
    done: n.end(),
  }),
})

describe('a boundary is a node of its own', () => {
  test('named after its host, right after it, with one way on', () => {
    const { graph } = frozen(approving)
    const shown = Object.values(graph).map(({ name, host, edges }) => [name, host, ...edges.map(({ to }) => to)])
    expect(shown.slice(1, 8)).toEqual([
      ['approve', undefined, 'done'],
      ['approve__timeout', 'approve', 'remind'],
      ['approve__timeout2', 'approve', 'expired'],
      ['approve__message', 'approve', 'done'],
      ['approve__message2', 'approve', 'expired'],
      ['approve__error', 'approve', 'expired'],
      ['approve__error2', 'approve', 'expired'],
    ])
    expect(graph['approve']!.boundaries).toEqual(shown.slice(2, 8).map(([name]) => name))
    expect(Object.isFrozen(graph['approve__timeout'])).toBe(true)
  })

  test('titled in words unless it has a title, and interrupting unless it says otherwise', () => {
    const boundaries = Object.values(frozen(approving).graph).filter(({ host }) => host !== undefined)
    expect(boundaries.map(({ title, isInterrupting }) => [title, isInterrupting])).toEqual([
      ['After 3 days', false],
      ['When time is up', true],
      ['On message order-paid', true],
      ['Called off', true],
      ['On error GONE', true],
      ['On error', true],
    ])
  })

  test('that catches what its author named', () => {
    const { graph } = frozen(approving)
    expect(graph['approve__error']!.catches).toEqual({ what: 'error', code: 'GONE' })
    expect(graph['approve__error2']!.catches).toEqual({ what: 'error' })
    expect(graph['approve__timeout']!.catches).toBeUndefined()
  })

  test('but not among the nodes as written', () => {
    expect(Object.keys(approving.nodes)).not.toContain('approve__timeout')
  })
})

describe('while the host waits', () => {
  test('its boundaries wait for their time, or for their message', async () => {
    const run = await begin(approving)
    expect(run.at('approve__timeout').waits).toEqual({ wake: '2030-01-04T09:01:00.000Z' })
    expect(run.at('approve__timeout2').waits).toEqual({ wake: '2030-02-01T09:01:00.000Z' })
    expect(run.at('approve__message').waits).toEqual({ message: { name: 'order-paid', key: 'A-7' } })
    expect(run.at('approve__message2').waits).toEqual({ message: { name: 'all-off', key: '' } })
  })

  test('a timeout that does not interrupt starts a branch beside it', async () => {
    const run = await begin(approving)
    run.wait(4 * 24 * 60)
    await run.trigger('approve__timeout', 'timer')
    expect(run.data['log']).toEqual(['reminded'])
    expect(run.at('approve').status).toBe('new')
  })

  test('a message interrupts it and is received', async () => {
    const run = await begin(approving)
    await run.trigger('approve__message', 'message', { by: 'anna' })
    expect(run.data['log']).toEqual(['anna'])
    expect(run.at('approve')).toMatchObject({ status: 'canceled', reason: 'interrupted' })
    expect(run.process.outcome).toBe('done')
  })

  test('a message without payload needs none', async () => {
    const run = await begin(approving)
    await run.trigger('approve__message2', 'message', 'whatever')
    expect(run.process.outcome).toBe('expired')
  })
})

const failing = flow('failing', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('send'),
    send: n
      .job(() => {}, { retries: 0 })
      .onError('repair')
      .next('sent'),
    repair: n.view({ fields: [] }).next('send'),
    sent: n.end(),
  }),
})

test('an error is caught when it happens', async () => {
  const run = await begin(failing)
  await run.work('send', { error: 'no paper' })
  expect(run.standing()).toBe('repair')
})

const lifting = flow('lifting', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('call'),
    call: n.escalate('heavy').next('lift'),
    lift: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})
const moving = flow('moving', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('lift'),
    lift: n
      .subprocess(lifting, { start: 'start', input: () => ({}) })
      .onEscalation('help', { code: 'heavy' })
      .onEscalation('over', { interrupting: true, title: 'Anything else' })
      .next('done'),
    help: n.view({ fields: [] }).next('done'),
    over: n.end(),
    done: n.end(),
  }),
})

test('an escalation is caught beside the call, which goes on', async () => {
  const run = await begin(moving)
  await run.hear()
  expect(run.standing()).toBe('lift help')
  expect(frozen(moving).graph['lift__escalation']).toMatchObject({
    title: 'On escalation heavy',
    isInterrupting: false,
    catches: { what: 'escalation', code: 'heavy' },
  })
  expect(frozen(moving).graph['lift__escalation2']).toMatchObject({ title: 'Anything else', isInterrupting: true })
})

test('a part takes its boundaries along', () => {
  const twice = flow('twice', {
    data,
    nodes: (n) => {
      const signing = (next: 'backSign' | 'done') => ({
        sign: n.view({ fields: [] }).onTimeout('1 day', 'late').onError(next).while(['late', 'sign']).next(next),
        late: n.function(() => {}).next(next),
      })
      return {
        start: n.start({ fields: [] }).next('frontSign'),
        ...part('front', signing('backSign')),
        ...part('back', signing('done')),
        done: n.end(),
      }
    },
  })
  const { graph } = frozen(twice)
  expect(graph['frontSign__timeout']).toMatchObject({ host: 'frontSign', edges: [{ to: 'frontLate' }] })
  expect(graph['frontSign__error']).toMatchObject({ edges: [{ to: 'backSign' }] })
  expect(graph['backSign']!.milestone).toEqual(['backLate', 'backSign'])
})

test.each([
  ['a time that cannot be read', (view: any) => view.onTimeout('3 dyas', 'done'), 'FLOW_BAD_DURATION'],
  ['no time', (view: any) => view.onTimeout(undefined, 'done'), 'FLOW_BAD_DURATION'],
  ['a message without a name', (view: any) => view.onMessage('', 'done'), 'FLOW_BAD_OPTION'],
  ['a target that does not exist', (view: any) => view.onError('doen'), 'FLOW_UNKNOWN_NODE'],
])('%s is refused at the host', (_, say, code) => {
  const define = () =>
    flow('wrong', {
      data,
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('work'),
        work: say(n.view({ fields: [] })).next('done'),
        done: n.end(),
      }),
    })
  expect(problemsOf(define)).toMatchObject([{ code, node: 'work' }])
})
