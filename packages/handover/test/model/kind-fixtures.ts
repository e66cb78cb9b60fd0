/**
 * One flow for each kind, in which a node `it` of that kind stands in a branch, and what brings its task into the states
 * that it can be in. Everything is done by commands; nothing is written into a snapshot.
 */
import { z } from 'zod'
import { flow } from '../../src/index.ts'
import type { TaskState } from '../../src/engine/snapshot.ts'
import type { Driven } from '../drive-engine.ts'

/** What decides which commands make sense; see the table in `illegal-commands.test.ts`. */
export type Sort =
  | 'human'
  | 'handle'
  | 'waiting'
  | 'call'
  | 'split'
  | 'join'
  | 'auto'
  | 'end'
  | 'start'
  | 'boundary'
  | 'obsolete'
  | 'obsolete boundary'
type Bring = (run: Driven) => unknown

export interface Fixture {
  readonly sort: Sort
  /** The node whose task is looked at; `it` by default. */
  readonly node?: string
  /** The node, without its edges; while `broken()`, what it calls fails. */
  readonly make?: (n: any, broken: () => boolean) => any
  /** How it waits when it is left alone; it goes on at once when left out. */
  readonly waits?: 'new' | 'scheduled' | 'started'
  /** Its other open states. */
  readonly also?: Readonly<Record<string, Bring>>
  /** What it waits for comes. */
  readonly pass?: Bring
  /** It fails and nobody is there to be told: at once when `true`, else when this happens. */
  readonly fail?: true | Bring
  readonly kinds?: Partial<Shape>
  /** Afterwards the definition does not have it any more. */
  readonly isObsolete?: boolean
}
/** Where its node does not just lead to `after`. */
interface Shape {
  readonly nodes: (n: any, broken: () => boolean) => Record<string, unknown>
  readonly first: string
  readonly start: (n: any) => any
  readonly startInput: unknown
}

const fails = (broken: () => boolean) => () => {
  if (broken()) throw new Error('no connection')
}
const answering =
  <T>(broken: () => boolean, answer: T) =>
  () => {
    fails(broken)()
    return answer
  }
const auto = (make: Fixture['make']): Fixture => ({ sort: 'auto', make: make!, fail: true })
const soon = (run: Driven) => run.wait(600)

const human = (make: (n: any) => any): Fixture => ({
  sort: 'human',
  make: (n, broken) => make(n).offer(answering(broken, { users: ['zoe'] })),
  waits: 'new',
  also: { assigned: (run) => run.assign('it', {}, { id: 'anna', name: 'Anna', permissions: [] }) },
  pass: (run) => run.complete('it'),
  fail: true,
})

const branches = (n: any) => ({
  x: n.view({ fields: [] }).next('met'),
  y: n.view({ fields: [] }).next('met'),
})
const splitting = (name: 'split' | 'first'): Fixture => ({
  sort: 'split',
  fail: true,
  kinds: {
    nodes: (n, broken) => ({
      ...branches(n),
      it: n[name]()
        .next('x', { each: answering(broken, ['a', 'b']) })
        .next('y'),
      met: n.join({ of: 'it' }).next('after'),
    }),
  },
})

/** Called by fixtures. */
export const child = flow('child', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('work'),
    work: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})
export const slow = flow('slow', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('warn'),
    warn: n.escalate('SLOW').next('work'),
    work: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})
const calling = (n: any, called: typeof child | typeof slow) =>
  n.subprocess(called, { start: 'start', input: () => ({}) })

const seeded = (node: any, broken: () => boolean) => node.next('after', { seed: answering(broken, 'seed') })
const started = (start: Shape['start'], startInput: unknown = {}): Fixture => ({
  sort: 'start',
  node: 'start',
  kinds: { start, startInput },
})
const fill = () => ({})
const ends = (make: (n: any) => any): Fixture => ({ sort: 'end', kinds: { nodes: (n) => ({ it: make(n) }) } })

const view = human((n) => n.view({ fields: [] }))
const timeout: Fixture = {
  sort: 'boundary',
  node: 'it__timeout',
  make: (n, broken) => n.view({ fields: [] }).onTimeout(answering(broken, '1 h'), 'after', { interrupting: false }),
  waits: 'scheduled',
  pass: (run) => (soon(run), run.trigger('it__timeout', 'timer')),
  fail: true,
}

/** By the key under which `n` offers them, and the kinds of boundaries by what they are called. */
export const fixtures: Readonly<Record<string, Fixture>> = {
  start: started((n) => n.start({ fields: [] })),
  startHandle: started((n) => n.startHandle(z.object({}), fill)),
  startTimer: started((n) => n.startTimer('every 1 h', fill), '2030-01-01T09:00:00.000Z'),
  startMessage: started((n) => n.startMessage('go', z.object({}), fill)),
  startSignal: started((n) => n.startSignal('go', z.object({}), fill)),
  view,
  manual: human((n) => n.manual()),
  function: auto((n, broken) => n.function(fails(broken))),
  send: auto((n, broken) => n.send(fails(broken))),
  businessRule: auto((n, broken) => n.businessRule(fails(broken))),
  handle: {
    sort: 'handle',
    make: (n) => n.handle(z.object({}), () => {}),
    waits: 'new',
    pass: (run) => run.command('run', 'it', { input: {} }),
  },
  job: {
    sort: 'waiting',
    make: (n) => n.job(() => ({}), { retries: 0 }),
    waits: 'scheduled',
    also: { started: (run) => run.give(jobCommand(run.at('it'), 'jobStarted')) },
    pass: (run) => run.work('it', {}),
    fail: (run) => run.work('it', { error: 'no connection' }),
  },
  timer: {
    sort: 'waiting',
    make: (n, broken) => n.timer(answering(broken, '1 h')),
    waits: 'scheduled',
    pass: (run) => (soon(run), run.trigger('it', 'timer')),
    fail: true,
  },
  catchMessage: {
    sort: 'waiting',
    make: (n, broken) => n.catchMessage('paid', z.object({}), { receive: fails(broken) }),
    waits: 'new',
    pass: (run) => run.trigger('it', 'message', {}),
    fail: (run) => run.trigger('it', 'message', {}),
  },
  catchSignal: {
    sort: 'waiting',
    make: (n, broken) => n.catchSignal('news', z.object({}), { receive: fails(broken) }),
    waits: 'new',
    pass: (run) => run.trigger('it', 'signal', {}),
    fail: (run) => run.trigger('it', 'signal', {}),
  },
  catchCondition: {
    sort: 'waiting',
    make: (n, broken) => n.catchCondition((visit: any) => (fails(broken)(), visit.process.data.stock > 0)),
    waits: 'new',
    pass: (run) => run.complete('count', { stock: 1 }),
    fail: true,
  },
  if: {
    sort: 'auto',
    fail: true,
    kinds: {
      nodes: (n, broken) => ({ it: n.if(answering(broken, true)).yes('after').no('other'), other: n.end() }),
    },
  },
  switch: {
    sort: 'auto',
    fail: true,
    kinds: {
      nodes: (n, broken) => ({
        it: n.switch().when(answering(broken, true), 'after').otherwise('other'),
        other: n.end(),
      }),
    },
  },
  split: splitting('split'),
  first: splitting('first'),
  join: {
    sort: 'join',
    waits: 'started',
    pass: (run) => run.complete('y'),
    fail: true,
    kinds: {
      first: 'inner',
      nodes: (n, broken) => ({
        inner: n.split().next('x').next('y'),
        x: n.function(() => {}).next('it'),
        y: n.view({ fields: [] }).next('it'),
        it: n.join({ after: answering(broken, false) }).next('after'),
      }),
    },
  },
  subprocess: {
    sort: 'call',
    make: (n) => calling(n, child),
    waits: 'started',
    pass: async (run) => (await run.children[0]!.complete('work'), await run.hear()),
    fail: async (run) => (await run.children[0]!.cancelProcess(), await run.hear()),
  },
  throwMessage: auto((n, broken) => n.throwMessage('paid', { payload: fails(broken) })),
  throwSignal: auto((n, broken) => n.throwSignal('news', { payload: fails(broken) })),
  escalate: { sort: 'auto', fail: true, kinds: { nodes: (n, broken) => ({ it: seeded(n.escalate('SLOW'), broken) }) } },
  compensate: {
    sort: 'auto',
    fail: true,
    kinds: {
      first: 'booked',
      nodes: (n, broken) => ({
        booked: n
          .function(() => {})
          .compensateWith(fails(broken))
          .next('it'),
        it: n.compensate().next('after'),
      }),
    },
  },
  withdraw: {
    sort: 'auto',
    fail: true,
    kinds: { nodes: (n, broken) => ({ it: seeded(n.withdraw(['spare']), broken) }) },
  },
  end: ends((n) => n.end()),
  terminate: ends((n) => n.terminate()),
  fail: ends((n) => n.fail('BROKEN')),
  'boundary timeout': timeout,
  'boundary message': {
    sort: 'boundary',
    node: 'it__message',
    make: (n, broken) =>
      n.view({ fields: [] }).onMessage('stop', 'after', { key: answering(broken, ''), interrupting: true }),
    waits: 'new',
    pass: (run) => run.trigger('it__message', 'message', {}),
    fail: true,
  },
  'boundary error': {
    sort: 'boundary',
    node: 'it__error',
    make: (n, broken) =>
      n
        .function(() => {
          if (!broken()) throw new Error('always')
        })
        .onError('after'),
  },
  'boundary escalation': {
    sort: 'boundary',
    node: 'it__escalation',
    make: (n) => calling(n, slow).onEscalation('after', { code: 'SLOW' }),
    // It comes into being when the child is heard.
    also: {},
  },
  obsolete: { ...view, sort: 'obsolete', isObsolete: true },
  'obsolete boundary': { ...timeout, sort: 'obsolete boundary', isObsolete: true },
}

/** What a worker says about the job of the task. */
export const jobCommand = (task: TaskState, type: 'jobStarted' | 'jobDone' | 'jobFailed') =>
  ({
    type,
    task: task.id,
    delivery: task.waits?.job?.delivery ?? 'none',
    result: {},
    error: { code: 'FUNCTION_FAILED', message: 'no connection' },
    by: null,
    note: null,
  }) as never
