/** Every command, in places where it has much to write: one table. What comes by itself is a command too. */
import type { Actor, Handover } from 'handover'
import type { Command, TriggerCommand } from '../../../src/engine/command.ts'
import type { EventType } from '../../../src/engine/event.ts'
import type { Row } from '../../dump.ts'
import { machine, paper, calling, race, works } from './flows.ts'
import type { Server } from '../../server.ts'

/** What a command is called here: the causes of a trigger are told apart. The last ones are asked of no process. */
export type Commanded =
  | Exclude<Command['type'], 'trigger'>
  | (TriggerCommand & { readonly type: 'trigger' })['cause']
  | (typeof ofNoProcess)[number]

/** What else writes. */
export const ofNoProcess = ['prune', 'incident'] as const

export interface CrashCase {
  /** Brings the database to where it happens. */
  readonly prepare: (at: Before) => Promise<unknown>
  /** Gives the command; without it, it happens by itself. */
  readonly act?: (handover: Handover, at: Before) => Promise<unknown>
  /** What history says of it; undefined of what leaves nothing there. */
  readonly leaves: EventType | undefined
  /** At which minute it happens; the server that is to die is there an hour before. */
  readonly minute?: number
  /** The machine is out of order until the next server has done what was due. */
  readonly whileBroken?: true
  /** A second time is a second process or branch, not a refusal. */
  readonly isNewEachTime?: true
  /** Of which there is no process before. */
  readonly flow?: string
  /** A second time answers as the first. */
  readonly isSame?: true
  /** Several commits that each stand for themselves: a second time goes on where the first was left, to the same end. */
  readonly goesOn?: true
}

/** A server that does nothing by itself, and what it has. */
export interface Before extends Server {
  /** Lets another server do all that is due. */
  work(): Promise<void>
  task(node: string, place?: number): Promise<string>
  process(flow: string): Promise<string>
}

const permissions = ['write', 'approve', 'manage'].map((right) => `paper.${right}`)
for (const flow of ['called', 'calling', 'race', 'works']) permissions.push(`${flow}.manage`)
const boss: Actor = { id: 'boss', name: 'The boss', permissions }
const by = { by: boss }

const write = ({ handover }: Before) => handover.start(paper, 'start', {})
const complete = async (at: Before, node: string, place = 0) =>
  (await at.handover.tasks.get(await at.task(node, place))).do('complete', { input: {} })
/** Five branches are open. */
async function split(at: Before) {
  await write(at)
  await complete(at, 'draft')
}
/** All but one have come to the join. */
async function almostJoined(at: Before) {
  await split(at)
  for (const node of ['stamp', 'stamp', 'ask']) await complete(at, node)
}
async function joined(at: Before) {
  await almostJoined(at)
  await complete(at, 'check')
}
const taken = (prepare: (at: Before) => Promise<unknown>, node: string) => async (at: Before) => {
  await prepare(at)
  await to(node, 'assign')(at.handover, at)
}
const agree = ({ handover }: Before) => handover.start(calling, 'start', {})
async function sent(at: Before) {
  await agree(at)
  await complete(at, 'agree')
}
async function returned(at: Before) {
  await sent(at)
  await complete(at, 'do')
}
const raceOn = ({ handover }: Before) => handover.start(race, 'start', {})
const charge = ({ handover }: Before) => handover.start(works, 'start', {})
/** A task at which something has gone wrong. */
async function broken(at: Before) {
  machine.isBroken = true
  await charge(at)
  await at.work()
  at.clock.time += 60_000
  await at.work()
  machine.isBroken = false
}

/** Some have ended: done, and canceled with all that they had called; the job of one is still on its way. One runs. */
async function someEnded(at: Before) {
  await joined(at)
  await complete(at, 'approve')
  await sent(at)
  await cancel('calling')(at.handover, at)
  await at.work()
  await charge(at)
  await cancel('works')(at.handover, at)
  await raceOn(at)
  at.clock.time += 60_000
}

type Options = {
  readonly note?: string
  readonly to?: string
  readonly input?: unknown
  readonly item?: unknown
  readonly at?: string
}
const to =
  (node: string, command: Parameters<Awaited<ReturnType<Handover['tasks']['get']>>['do']>[0], options: Options = {}) =>
  async (handover: Handover, at: Before) =>
    (await handover.tasks.get(await at.task(node))).do(command, { ...by, ...options })
const completing = (node: string) => async (handover: Handover, at: Before) =>
  (await handover.tasks.get(await at.task(node))).do('complete', { input: {} })
const assigned = taken(write, 'draft')

/** A command that has no case here is not known to survive anything: it does not compile, and its test fails. */
export const cases: Readonly<Record<Commanded, Readonly<Record<string, CrashCase>>>> = {
  start: {
    'by code': {
      prepare: async () => {},
      act: (_, at) => write(at),
      leaves: 'process.started',
      isNewEachTime: true,
      flow: 'paper',
    },
    'with a key': {
      prepare: async () => {},
      act: (handover) => handover.start(paper, 'start', {}, { key: 'one' }),
      leaves: 'process.started',
      isSame: true,
      flow: 'paper',
    },
    'with an idempotency key': {
      prepare: async () => {},
      act: (handover) => handover.start(paper, 'start', {}, { idempotencyKey: 'one' }),
      leaves: 'process.started',
      isSame: true,
      flow: 'paper',
    },
    'by the clock': { prepare: (at) => at.work(), leaves: 'process.started', minute: 100, flow: 'begun' },
    'by a message': {
      prepare: (at) => at.handover.message('letter', { payload: {} }),
      leaves: 'process.started',
      flow: 'begun',
    },
    'by a signal': { prepare: (at) => at.handover.signal('gong', {}), leaves: 'process.started', flow: 'begun' },
  },
  assign: { 'a task': { prepare: write, act: to('draft', 'assign'), leaves: 'task.assigned' } },
  unassign: { 'a task': { prepare: assigned, act: to('draft', 'unassign'), leaves: 'task.unassigned' } },
  reassign: {
    'a task': {
      prepare: assigned,
      act: to('draft', 'reassign', { to: 'ben' }),
      leaves: 'task.assigned',
      isNewEachTime: true,
    },
  },
  complete: {
    'at a split': { prepare: write, act: completing('draft'), leaves: 'task.done' },
    'in a branch': { prepare: split, act: completing('ask'), leaves: 'task.done' },
    'with a key': {
      prepare: almostJoined,
      act: async (handover, at) =>
        (await handover.tasks.get(await at.task('check'))).do('complete', { input: {}, idempotencyKey: 'check' }),
      leaves: 'task.done',
      isSame: true,
    },
    'at a join': { prepare: almostJoined, act: completing('check'), leaves: 'task.done' },
    'at the end': { prepare: joined, act: completing('approve'), leaves: 'process.done' },
    'which calls': { prepare: agree, act: completing('agree'), leaves: 'child.started' },
    'of who was called': { prepare: sent, act: completing('do'), leaves: 'process.done' },
    'which decides': { prepare: raceOn, act: completing('call'), leaves: 'task.canceled' },
  },
  run: {
    'a handle': {
      prepare: async (at) => {
        await charge(at)
        await at.work()
      },
      act: to('arrive', 'run', { input: { at: 'noon' } }),
      leaves: 'process.done',
    },
  },
  sendBack: {
    'past a join': {
      prepare: taken(joined, 'approve'),
      act: to('approve', 'sendBack', { to: 'draft', note: 'no' }),
      leaves: 'task.sentBack',
    },
    'out of a split': {
      prepare: taken(split, 'check'),
      act: to('check', 'sendBack', { to: 'draft', note: 'no' }),
      leaves: 'task.sentBack',
    },
  },
  cancel: {
    'a branch': { prepare: almostJoined, act: to('check', 'cancel'), leaves: 'task.canceled' },
    'who calls': { prepare: sent, act: to('send', 'cancel'), leaves: 'task.canceled' },
    'a job': { prepare: charge, act: to('charge', 'cancel'), leaves: 'task.canceled' },
  },
  undo: {
    'a branch': { prepare: almostJoined, act: to('ask', 'undo'), leaves: 'task.undone' },
    'a join': { prepare: joined, act: to('check', 'undo'), leaves: 'task.undone' },
    'an end': {
      prepare: async (at) => {
        await joined(at)
        await complete(at, 'approve')
      },
      act: to('approve', 'undo'),
      leaves: 'process.reopened',
    },
  },
  revive: {
    'a branch': {
      prepare: async (at) => {
        await split(at)
        await to('ask', 'cancel')(at.handover, at)
      },
      act: to('ask', 'revive'),
      leaves: 'task.revived',
    },
  },
  retry: { 'a job': { prepare: broken, act: to('charge', 'retry'), leaves: 'task.retried' } },
  skip: { 'a branch': { prepare: almostJoined, act: to('check', 'skip', { note: 'late' }), leaves: 'task.skipped' } },
  move: { 'a task': { prepare: joined, act: to('approve', 'move', { to: 'draft' }), leaves: 'task.moved' } },
  reschedule: {
    'a task': {
      prepare: joined,
      act: to('approve', 'reschedule', { at: '1 day' }),
      leaves: 'task.rescheduled',
      isNewEachTime: true,
    },
    'a timer': {
      prepare: raceOn,
      act: to('late', 'reschedule', { at: '1 day' }),
      leaves: 'task.rescheduled',
      isNewEachTime: true,
    },
  },
  add: {
    'a branch': {
      prepare: split,
      act: to('fork', 'add', { item: 'green' }),
      leaves: 'task.added',
      isNewEachTime: true,
    },
    'a call': { prepare: sent, act: to('send', 'add', { item: 'three' }), leaves: 'task.added', isNewEachTime: true },
  },
  finish: {
    'a split': { prepare: split, act: to('fork', 'finish'), leaves: 'task.canceled' },
    calls: { prepare: sent, act: to('send', 'finish'), leaves: 'task.done' },
  },
  cancelProcess: {
    'with branches': { prepare: split, act: cancel('paper'), leaves: 'process.canceled' },
    'who calls': { prepare: sent, act: cancel('calling'), leaves: 'process.canceled' },
    'by who called': {
      prepare: async (at) => {
        await at.handover.start(calling, 'start', { names: ['one'] })
        await complete(at, 'agree')
        await cancel('calling')(at.handover, at)
      },
      leaves: 'process.canceled',
    },
  },
  suspend: {
    'with branches': {
      prepare: split,
      act: async (handover, at) => handover.processes.suspend(await at.process('paper')),
      leaves: 'process.suspended',
    },
  },
  resume: {
    'with branches': {
      prepare: async (at) => {
        await split(at)
        await at.handover.processes.suspend(await at.process('paper'))
      },
      act: async (handover, at) => handover.processes.resume(await at.process('paper')),
      leaves: 'process.resumed',
    },
  },
  timer: {
    'which decides': { prepare: raceOn, leaves: 'process.done', minute: 60 },
    'at a boundary': { prepare: split, leaves: 'task.done', minute: 60 },
    'which interrupts': {
      prepare: async (at) => {
        await split(at)
        at.clock.time += 90 * 60_000
        await at.work()
      },
      leaves: 'task.canceled',
      minute: 180,
    },
  },
  message: {
    'that is awaited': {
      prepare: async (at) => {
        await raceOn(at)
        await at.handover.message('mail', { key: 'race', payload: {} })
      },
      leaves: 'process.done',
    },
    'that was kept': {
      prepare: async (at) => {
        await at.handover.message('mail', { key: 'race', payload: {} })
        await at.work()
        await raceOn(at)
      },
      leaves: 'process.done',
    },
  },
  signal: {
    'that is awaited': {
      prepare: async (at) => {
        await raceOn(at)
        await at.handover.signal('bell', {})
      },
      leaves: 'process.done',
    },
  },
  childEnded: {
    'of the first': { prepare: returned, leaves: 'child.ended' },
    'of the last': {
      prepare: async (at) => {
        await returned(at)
        await at.work()
        await complete(at, 'do')
      },
      leaves: 'process.done',
    },
  },
  escalate: {
    'at a boundary': {
      prepare: async (at) => {
        await sent(at)
        await (await at.handover.tasks.get(await at.task('do'))).do('complete', { input: { asked: true } })
      },
      leaves: 'task.created',
    },
  },
  jobStarted: { 'at first': { prepare: charge, leaves: 'task.started' } },
  jobDone: { 'at first': { prepare: charge, leaves: 'task.done' } },
  jobFailed: {
    'at first': { prepare: charge, leaves: 'task.failed', whileBroken: true },
    'for good': {
      prepare: async (at) => {
        await charge(at)
        await at.work()
      },
      leaves: 'task.failed',
      minute: 1,
      whileBroken: true,
    },
  },
  prune: {
    'one by one': { prepare: someEnded, act: prune(1), leaves: undefined, goesOn: true },
    'all at once': { prepare: someEnded, act: prune(500), leaves: undefined, goesOn: true },
  },
  incident: {
    'that is tried again': {
      prepare: async (at) => {
        await charge(at)
        const change = { attempts: 9, dueAt: new Date(at.clock.time).toISOString(), error: 'no answer', isDead: true }
        await at.handover.store.outbox.change(await onItsWay(at), change)
      },
      act: async (handover, at) => handover.incidents.retry(await onItsWay(at)),
      leaves: undefined,
    },
  },
}

function prune(batch: number) {
  return (handover: Handover, at: Before) => handover.processes.prune({ before: new Date(at.clock.time), batch })
}

const onItsWay = async (at: Before) => String((await at.dump()).handover_outbox[0]!['id'])

function cancel(flow: string) {
  return async (handover: Handover, at: Before) => handover.processes.cancel(await at.process(flow))
}

/** The task that a case means: the newest of its node that is open, else the newest. */
export function taskAt(tasks: readonly Row[], node: string, place: number): string {
  const there = tasks
    .filter((task) => task['node'] === node)
    .toSorted((one, other) => Number(one['sequence']) - Number(other['sequence']))
  const open = there.filter((task) => task['finished_at'] === null)
  return String((open[place] ?? there.at(-1))!['id'])
}
