/** Who meets whom, and what may come of it: the first answers, the other hears why not. */
import type { Actor as Person, Handover } from 'handover'
import type { GivenCommand } from '../../../src/runtime/perform.ts'
import type { WriteOptions } from '../../../src/storage/store.ts'
import type { Dump } from '../../dump.ts'
import { calling, paper, race, works } from '../crash/flows.ts'

export interface Meeting {
  /** Sets the scene. */
  readonly prepare: (at: Scene) => Promise<unknown>
  readonly actors: Readonly<Record<string, (at: Scene) => Promise<unknown>>>
  /** What the actors hear, in their order: all that can come, and nothing else. */
  readonly outcomes: readonly string[]
  /** What else has to be so. */
  readonly check?: (dump: Dump) => unknown
  readonly shows?: unknown
}

export interface Scene {
  readonly handover: Handover
  /** As it was when the scene was set. */
  readonly dump: Dump
  readonly at: (node: string, place?: number) => string
  /** The process of a flow. */
  readonly of: (flow: string, place?: number) => string
  /** The row of the outbox. */
  readonly sent: (kind: string) => string
  readonly wait: (minutes: number) => void
  /** Does what only the background does. */
  readonly give: (command: GivenCommand, takes?: WriteOptions['takes']) => Promise<unknown>
}

const by = (id: string): { by: Person } => ({ by: { id, name: id, permissions: ['paper.write', 'paper.manage'] } })
const asked = { by: null, note: null }
const complete =
  (node: string, place = 0) =>
  async ({ handover, at }: Scene) =>
    (await handover.tasks.get(at(node, place))).do('complete', { input: {} })
const completeAt =
  (node: 'check' | 'ask' | 'stamp') =>
  ({ handover, at }: Scene) =>
    handover.complete(paper, node, at(node), {})
const doIt = async (scene: Scene, ...nodes: string[]) => {
  for (const node of nodes) {
    const { items } = await scene.handover.processes.list({})
    const tasks = (await Promise.all(items.map(({ id }) => scene.handover.processes.tasks(id)))).flat()
    await tasks.find((task) => task.node === node && task.finishedAt === null)!.do('complete', { input: {} })
  }
}
const split = async (scene: Scene) => {
  await scene.handover.start(paper, 'start', {})
  await doIt(scene, 'draft')
}
const cancel = (flow: string) => (scene: Scene) => scene.handover.processes.cancel(scene.of(flow))
const timer = (node: string) => (scene: Scene) => {
  const key = scene.at(node)
  const { due_at } = scene.dump.handover_timer.find((row) => row['key'] === key)!
  const command = { type: 'trigger', task: key, cause: 'timer', input: null, ...asked } as const
  return scene.give(command, { timer: { key, dueAt: String(due_at) } })
}
const mail = (scene: Scene) =>
  scene.give(
    { type: 'trigger', task: scene.at('mail'), cause: 'message', input: {}, ...asked },
    { delivery: scene.sent('message') },
  )
const jobDone = (scene: Scene) => {
  const delivery = scene.sent('job')
  const command = {
    type: 'jobDone',
    task: scene.at('charge'),
    delivery,
    result: { receipts: ['paid'] },
    ...asked,
  } as const
  return scene.give(command, { delivery })
}
const called = async (scene: Scene) => {
  await scene.handover.start(calling, 'start', { names: ['one'] })
  await doIt(scene, 'agree')
}
const childEnded = (scene: Scene) => {
  const id = scene.sent('childEnded')
  const { child } = scene.dump.handover_outbox.find((row) => row['id'] === id)!['payload'] as { child: never }
  return scene.give({ type: 'childEnded', task: scene.at('send'), child, ...asked }, { delivery: id })
}
const raceOn = async ({ handover, wait }: Scene) => {
  await handover.start(race, 'start', {})
  await handover.message('mail', { key: 'race', payload: {} })
  wait(60)
}
const repeating = async ({ handover, at }: Scene) =>
  (await handover.tasks.get(at('check'))).do('complete', { input: {}, idempotencyKey: 'check' })
const statuses = (dump: Dump, node: string) =>
  dump.handover_task.filter((task) => task['node'] === node).map(({ status }) => status)

export const meetings: Readonly<Record<string, Meeting>> = {
  'complete × complete at a join': {
    prepare: async (scene) => {
      await split(scene)
      await doIt(scene, 'stamp', 'stamp')
    },
    actors: { check: complete('check'), ask: complete('ask') },
    outcomes: ['ok ok'],
    check: (dump) => [statuses(dump, 'ready'), statuses(dump, 'approve')],
    shows: [['done'], ['new']],
  },
  'complete × complete × complete at a join': {
    prepare: async (scene) => {
      await split(scene)
      await doIt(scene, 'stamp')
    },
    // Without a look at the task before: else there are twenty times as many orders.
    actors: { check: completeAt('check'), ask: completeAt('ask'), stamp: completeAt('stamp') },
    outcomes: ['ok ok ok'],
    check: (dump) => [statuses(dump, 'ready'), statuses(dump, 'approve')],
    shows: [['done'], ['new']],
  },
  'complete × complete of one task': {
    prepare: split,
    actors: { one: complete('check'), other: complete('check') },
    outcomes: ['TASK_ENDED ok', 'ok TASK_ENDED'],
  },
  'assign × assign': {
    prepare: ({ handover }) => handover.start(paper, 'start', {}),
    actors: {
      ben: async ({ handover, at }) => (await handover.tasks.get(at('draft'))).do('assign', by('ben')),
      carla: async ({ handover, at }) => (await handover.tasks.get(at('draft'))).do('assign', by('carla')),
    },
    outcomes: ['TASK_ALREADY_ASSIGNED ok', 'ok TASK_ALREADY_ASSIGNED'],
  },
  'timer × complete': {
    prepare: async (scene) => {
      await split(scene)
      scene.wait(180)
    },
    actors: { person: complete('ask'), timer: timer('ask__timeout2') },
    outcomes: ['TASK_ENDED ok', 'ok TRIGGER_STALE'],
    check: (dump) => statuses(dump, 'ready'),
    shows: ['started'],
  },
  'cancel a process × job result': {
    prepare: ({ handover }) => handover.start(works, 'start', {}),
    actors: { person: cancel('works'), job: jobDone },
    outcomes: ['ok TRIGGER_STALE', 'ok ok'],
  },
  'cancel a job × its result': {
    prepare: ({ handover }) => handover.start(works, 'start', {}),
    actors: {
      person: async ({ handover, at }) => (await handover.tasks.get(at('charge'))).do('cancel'),
      job: jobDone,
    },
    outcomes: ['TASK_ENDED ok', 'ok TRIGGER_STALE'],
  },
  'child end × parent cancel': {
    prepare: async (scene) => {
      await called(scene)
      await doIt(scene, 'do')
    },
    actors: { child: childEnded, person: cancel('calling') },
    outcomes: ['TRIGGER_STALE ok', 'ok PROCESS_ENDED'],
  },
  'complete in a child × parent cancel': {
    prepare: called,
    actors: { child: complete('do'), person: cancel('calling') },
    outcomes: ['ok ok'],
  },
  "a child's cancellation × complete in it": {
    prepare: async (scene) => {
      await called(scene)
      const { items } = await scene.handover.processes.list({ flow: calling })
      await scene.handover.processes.cancel(items[0]!.id)
    },
    actors: {
      parent: (scene) => scene.give({ type: 'cancelProcess', ...asked }, { delivery: scene.sent('cancelProcess') }),
      child: complete('do'),
    },
    outcomes: ['PROCESS_ENDED ok', 'ok TASK_ENDED'],
  },
  'message × timer': {
    prepare: raceOn,
    actors: { message: mail, timer: timer('late') },
    outcomes: ['TRIGGER_STALE ok', 'ok TRIGGER_STALE'],
  },
  'message × timer × complete': {
    prepare: raceOn,
    actors: { message: mail, timer: timer('late'), person: complete('call') },
    outcomes: ['TRIGGER_STALE TRIGGER_STALE ok', 'TRIGGER_STALE ok TASK_ENDED', 'ok TRIGGER_STALE TASK_ENDED'],
  },
  'one message × itself': {
    prepare: raceOn,
    actors: { here: mail, there: mail },
    outcomes: ['TRIGGER_STALE ok', 'ok TRIGGER_STALE'],
  },
  'suspend × complete': {
    prepare: split,
    actors: { operator: ({ handover, of }) => handover.processes.suspend(of('paper')), person: complete('check') },
    outcomes: ['ok PROCESS_SUSPENDED', 'ok ok'],
  },
  'undo × complete of the next': {
    prepare: async (scene) => {
      await split(scene)
      await doIt(scene, 'stamp', 'stamp', 'ask', 'check')
    },
    actors: {
      operator: async ({ handover, at }) => (await handover.tasks.get(at('check'))).do('undo'),
      person: complete('approve'),
    },
    outcomes: ['UNDO_LATER_FIRST ok', 'ok TASK_ENDED'],
  },
  'complete × complete with one idempotency key': {
    prepare: split,
    actors: { first: repeating, again: repeating },
    outcomes: ['ok ok'],
    check: (dump) => [statuses(dump, 'check'), dump.handover_idempotency.length],
    shows: [['done'], 1],
  },
  'start × start with one key': {
    prepare: async () => {},
    actors: {
      one: ({ handover }) => handover.start(paper, 'start', {}, { key: 'one' }),
      other: ({ handover }) => handover.start(paper, 'start', {}, { key: 'one' }),
    },
    outcomes: ['ok ok'],
    check: (dump) => dump.handover_process.length,
    shows: 1,
  },
}
