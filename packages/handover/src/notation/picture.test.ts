import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { frozen } from '../flow/define-flow.ts'
import { flow } from '../index.ts'
import { kindInWords } from './kind-in-words.ts'
import { layoutPicture } from './layout/layout-picture.ts'
import { pictureOf } from './picture.ts'
import { signDrawings } from './sign-drawings.ts'
import { svgOf } from './svg.ts'

const data = z.object({ items: z.array(z.string()) })
const child = flow('child', {
  data,
  nodes: (n) => ({ start: n.startHandle(data, (input) => input).next('end'), end: n.end() }),
})
const calling = { start: 'start', input: () => ({ items: [] }) } as const
const each = () => ['one', 'two']

const whole = flow('whole', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['items'] }).next('view'),
    nightly: n.startTimer('every 15 min', () => ({ items: [] })).next('view'),
    mailed: n.startMessage('mail', data, (payload) => payload).next('view'),
    view: n
      .view({ fields: ['items'] })
      .onTimeout('3 days', 'late', { interrupting: false })
      .next('manual'),
    manual: n.manual().next('code'),
    code: n.function(() => {}).next('outside'),
    outside: n.handle(data, () => {}).next('work'),
    work: n
      .job(async () => {})
      .onError('failed')
      .next('tell'),
    tell: n.send(() => {}).next('rule'),
    rule: n.businessRule(() => {}).next('call'),
    call: n.subprocess(child, calling).next('atOnce'),
    atOnce: n.subprocess(child, { ...calling, each }).next('inTurn'),
    inTurn: n
      .subprocess(child, { ...calling, each, sequential: true })
      .onEscalation('late')
      .next('fork'),
    fork: n.split().next('perItem', { each }).next('heard'),
    perItem: n.catchMessage('paid', z.object({}), {}).onTimeout('1 day', 'enough').next('enough'),
    heard: n.catchSignal('season').next('enough'),
    enough: n.join({ after: 1 }).next('all'),
    all: n.split().next('said').next('shouted'),
    said: n.throwMessage('paid').next('both'),
    shouted: n.throwSignal('season').next('both'),
    both: n.join().next('which'),
    which: n
      .if(() => true)
      .yes('done')
      .no('stop'),
    done: n.end(),
    stop: n.terminate(),
    failed: n.fail('broken'),
    late: n.timer('1 hour').next('lateEnd'),
    lateEnd: n.end(),
  }),
})

const graph = pictureOf(frozen(whole))
const drawn = (name: string) => graph.nodes.find((node) => node.node === name)!
const signs = (...names: string[]) => names.map((name) => drawn(name).sign)

describe('the sign of a node', () => {
  test('tells what a task is about', () => {
    const tasks = ['view', 'manual', 'code', 'outside', 'work', 'tell', 'rule']
    expect(signs(...tasks)).toEqual(['person', 'hand', 'script', 'message', 'gear', 'message', 'table'])
  })

  test('tells what an event waits for or brings about', () => {
    const events = ['start', 'nightly', 'mailed', 'heard', 'said', 'shouted', 'late', 'done', 'stop', 'failed']
    expect(signs(...events)).toEqual([
      null,
      'timer',
      'message',
      'signal',
      'message',
      'signal',
      'timer',
      null,
      'terminate',
      'error',
    ])
    expect(
      graph.nodes
        .filter((node) => node.isThrowing)
        .map((node) => node.node)
        .toSorted(),
    ).toEqual(['failed', 'said', 'shouted', 'stop', 'tell'])
  })

  test('tells a join that waits for all from one that goes on earlier', () => {
    expect(signs('fork', 'both', 'enough', 'which')).toEqual(['plus', 'plus', 'asterisk', 'cross'])
  })

  test('is at a boundary what it catches', () => {
    expect(signs('view__timeout', 'work__error', 'inTurn__escalation')).toEqual(['timer', 'error', 'escalation'])
  })
})

test('a call says how many processes it stands for', () => {
  const markers = ['view', 'call', 'atOnce', 'inTurn'].map((name) => drawn(name).markers)
  expect(markers).toEqual([[], ['process'], ['each', 'process'], ['sequential', 'process']])
})

test('what excludes others, and what needs a milestone, says so, for which BPMN has no sign', async () => {
  const turns = flow('turns', {
    data,
    nodes: (n) => ({
      start: n.start({ fields: ['items'] }).next('fork'),
      fork: n.split().next('xray').next('rest'),
      xray: n.manual().mutex('patient').while(['rest']).next('both'),
      rest: n.timer('1 h').mutex('patient').next('both'),
      both: n.join().next('done'),
      done: n.end(),
    }),
  })
  const [xray, rest] = ['xray', 'rest'].map((name) => pictureOf(frozen(turns)).nodes.find(({ node }) => node === name)!)
  expect([xray!.markers, rest!.markers]).toEqual([['mutex', 'while'], ['mutex']])
  expect(kindInWords(xray!)).toBe('manual, never beside others, only while it is allowed')
  const drawn = svgOf(await layoutPicture(turns), { title: 'Turns' })
  expect(drawn.split(signDrawings.mutex.outline)).toHaveLength(3)
  expect(drawn.split(signDrawings.while.outline)).toHaveLength(2)
})

test('a boundary knows its host, and whether it interrupts; its title stands on its edge', () => {
  expect(drawn('view__timeout')).toMatchObject({ host: 'view', isInterrupting: false, titleAt: 'edge' })
  expect(drawn('work__error')).toMatchObject({ host: 'work', isInterrupting: true })
  expect(graph.edges.find((edge) => edge.from === 'view__timeout')).toMatchObject({
    host: 'view',
    label: 'After 3 days',
  })
})

test('an edge over which many go says so', () => {
  const edges = graph.edges.filter((edge) => edge.from === 'fork')
  expect(edges.map(({ to, label }) => [to, label])).toEqual([
    ['perItem', 'for each'],
    ['heard', null],
  ])
})

test('an event with a boundary is drawn as the task that does the same', () => {
  expect(drawn('perItem')).toMatchObject({ shape: 'auto', sign: 'message', titleAt: 'inside' })
  expect(drawn('heard')).toMatchObject({ shape: 'event', sign: 'signal', titleAt: 'under' })
})
