/** What holds of removing ended processes: what goes, what stays, and that what goes goes whole. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { ProcessState, TaskState } from '../../engine/snapshot.ts'
import { idMaker } from '../../runtime/new-id.ts'
import type { PrunedBatch, PruneQuery, Store } from '../../storage/store.ts'
import type { Subject } from '../store-contract.ts'
import { act, actor, begun, deliverySample, later, moved, noon, processSample, start, taskSample } from './samples.ts'

const day = 86_400_000
const before = later(0)

export function pruningContract({ another, next, store, withEmpty }: Subject): void {
  const newId = idMaker()
  const ended = (more: Partial<ProcessState> = {}) =>
    processSample(next(), {
      id: newId(),
      status: 'done',
      createdAt: later(-3 * day),
      finishedAt: later(-2 * day),
      ...more,
    })
  const over = (process: ProcessState, more: Partial<TaskState> = {}) =>
    taskSample(process, { status: 'done', finishedAt: later(-2 * day), ...more })
  const query = (more: Partial<PruneQuery> = {}): PruneQuery => ({
    tenant: '',
    before,
    statuses: ['done', 'canceled', 'failed'],
    batch: 100,
    isDry: false,
    ...more,
  })
  const batches = async (of: Store, more?: Partial<PruneQuery>) => {
    const told: PrunedBatch[] = []
    for await (const batch of of.prune(query(more))) told.push(batch)
    return told
  }
  const prune = async (of: Store, more?: Partial<PruneQuery>) => sumOf(await batches(of, more))
  const areThere = async (of: Store, processes: readonly ProcessState[]) =>
    Promise.all(processes.map(async ({ id }) => (await of.read.process(id)) !== undefined))

  describe('pruning', () => {
    test('removes processes that had ended before a moment, with their tasks and their history', () =>
      withEmpty(async (empty) => {
        const old = ended()
        const tasks = [over(old, { owner: 'ann', endedBy: 'ann' }), over(old, { sequence: 2 })]
        await start(empty, old, tasks)
        const others = [
          ended({ finishedAt: before }),
          ended({ status: 'running', finishedAt: null }),
          ended({ tenant: 'other' }),
        ]
        for (const each of others) await start(empty, each, [over(each)])
        expect(await prune(empty)).toEqual({ processes: 1, tasks: 2, events: 1 })
        expect(await areThere(empty, [old, ...others])).toEqual([false, true, true, true])
        expect(await empty.read.tasksOf(old.id)).toEqual([])
        expect(await empty.read.history(old.id, {})).toEqual([])
        expect(await empty.read.task(tasks[0]!.id)).toBeUndefined()
        for (const { id } of others) {
          expect(await empty.read.tasksOf(id)).toHaveLength(1)
          expect(await empty.read.history(id, {})).toHaveLength(1)
        }
        expect(await prune(empty)).toEqual({ processes: 0, tasks: 0, events: 0 })
      }))

    test('is narrowed by flow and by how they ended', () =>
      withEmpty(async (empty) => {
        const all = [ended({ status: 'failed' }), ended({ status: 'canceled' }), ended({ flow: 'other' }), ended()]
        for (const each of all) await start(empty, each)
        await prune(empty, { statuses: ['failed', 'canceled'] })
        expect(await areThere(empty, all)).toEqual([false, false, true, true])
        await prune(empty, { flow: 'other' })
        expect(await areThere(empty, all)).toEqual([false, false, false, true])
      }))

    test('leaves nothing behind that hung on them', () =>
      withEmpty(async (empty) => {
        const process = ended()
        const waits = { wake: noon, message: { name: 'paid', key: '7' }, signal: 'go' }
        const tasks = [taskSample(process, { waits, audience: { groups: ['hr'] } })]
        const job = deliverySample({ kind: 'job', process: process.id, payload: { task: tasks[0]!.id } })
        const hook = deliverySample({ kind: 'hook', payload: { hook: 'crm', process: { id: process.id } } })
        await empty.begin().write([begun(process, tasks)], { deliveries: [job, hook] })
        expect(await empty.timers.due(new Date(noon), 10)).toHaveLength(1)
        await prune(empty)
        const ben = actor('ben', { groups: ['hr'] })
        expect(await empty.timers.due(new Date(noon), 10)).toEqual([])
        expect(await empty.messages.subscriptions({ tenant: '', kind: 'message', name: 'paid', key: '7' })).toEqual([])
        expect(await empty.messages.subscriptions({ tenant: '', kind: 'signal', name: 'go' })).toEqual([])
        expect((await empty.read.tasks({ list: 'queue', actor: ben, tenant: '' })).items).toEqual([])
        expect(await empty.outbox.get(job.id)).toBeUndefined()
        // It carries all that it tells.
        expect(await empty.outbox.get(hook.id)).toBeDefined()
      }))

    test('keeps who was called as long as the caller is there, and takes both when both may go', () =>
      withEmpty(async (empty) => {
        const family = async (parent: ProcessState, more: Partial<ProcessState>) => {
          const task = over(parent)
          const child = ended({ parentTask: task.id, ...more })
          const grandchild = ended({ parentTask: randomUUID() })
          const called = over(child)
          await start(empty, parent, [task])
          await start(empty, child, [called])
          await start(empty, { ...grandchild, parentTask: called.id })
          return [parent, child, grandchild]
        }
        const running = await family(ended({ status: 'running', finishedAt: null }), {})
        const late = await family(ended({ finishedAt: later(day) }), {})
        const free = await family(ended(), {})
        expect(await prune(empty, { isDry: true, batch: 1 })).toMatchObject({ processes: 3 })
        expect(await prune(empty, { isDry: true })).toMatchObject({ processes: 3 })
        expect(await prune(empty)).toMatchObject({ processes: 3 })
        expect(await areThere(empty, [...running, ...late])).toEqual([true, true, true, true, true, true])
        expect(await areThere(empty, free)).toEqual([false, false, false])
        const byOne = await family(ended(), {})
        expect((await batches(empty, { batch: 1 })).filter(({ processes }) => processes === 1)).toHaveLength(3)
        expect(await areThere(empty, byOne)).toEqual([false, false, false])
      }))

    test('keeps a process while one that it has called runs', () =>
      withEmpty(async (empty) => {
        const parent = ended()
        const task = over(parent)
        await start(empty, parent, [task])
        const child = ended({ status: 'running', finishedAt: null, parentTask: task.id })
        await start(empty, child)
        expect(await prune(empty)).toMatchObject({ processes: 0 })
        await act(empty, child.id, (loaded) =>
          moved(loaded, { process: { ...loaded, status: 'canceled', finishedAt: later(-day) } }),
        )
        expect(await prune(empty)).toMatchObject({ processes: 2 })
      }))

    test.each<[string, (process: string, task: string) => Parameters<typeof deliverySample>[0]]>([
      ['is addressed to it', (process) => ({ process })],
      ['names it', (process) => ({ payload: { process } })],
      ['shows it', (process) => ({ payload: { hook: 'crm', task: null, process: { id: process, number: 1 } } })],
      ['names a task of it', (_, task) => ({ payload: { task } })],
    ])('keeps a process while an incident %s', (_, about) =>
      withEmpty(async (empty) => {
        const process = ended()
        const task = over(process)
        const incident = deliverySample({ isDead: true, ...about(process.id, task.id) })
        const other = deliverySample({ isDead: true, payload: 'a text' })
        await empty.begin().write([begun(process, [task])], { deliveries: [incident, other] })
        expect(await prune(empty)).toMatchObject({ processes: 0 })
        await empty.outbox.replace(incident.id, [])
        expect(await prune(empty)).toMatchObject({ processes: 1 })
      }),
    )

    test('counts what would go, and removes nothing, when it is dry', () =>
      withEmpty(async (empty) => {
        const processes = [ended(), ended()]
        for (const each of processes) await start(empty, each, [over(each), over(each, { sequence: 2 })])
        expect(await prune(empty, { isDry: true })).toEqual({ processes: 2, tasks: 4, events: 2 })
        expect(await areThere(empty, processes)).toEqual([true, true])
        expect(await prune(empty)).toEqual({ processes: 2, tasks: 4, events: 2 })
      }))

    test('goes in batches, oldest first, and leaves whole processes when it is given up in the middle', () =>
      withEmpty(async (empty) => {
        const processes = Array.from({ length: 5 }, (_, i) => ended({ createdAt: later(-4 * day + i) }))
        for (const each of processes.toReversed()) await start(empty, each, [over(each)])
        let told = 0
        for await (const batch of empty.prune(query({ batch: 2 }))) {
          expect(batch).toEqual({ processes: 2, tasks: 2, events: 2, upTo: later(-4 * day + 2 * told + 1) })
          if (++told === 2) break
        }
        expect(await areThere(empty, processes)).toEqual([false, false, false, false, true])
        for (const [i, { id }] of processes.entries()) {
          expect(await empty.read.tasksOf(id)).toHaveLength(i < 4 ? 0 : 1)
          expect(await empty.read.history(id, {})).toHaveLength(i < 4 ? 0 : 1)
        }
        expect(await prune(empty)).toEqual({ processes: 1, tasks: 1, events: 1 })
      }))

    test('takes a process with a long history alone', () =>
      withEmpty(async (empty) => {
        const processes = [ended(), ended(), ended()]
        for (const each of processes) await start(empty, each)
        await act(empty, processes[1]!.id, (loaded) => {
          const changes = moved(loaded)
          return { ...changes, process: { ...changes.process, lastEvent: 20_000 } }
        })
        expect((await batches(empty)).map((batch) => batch.processes)).toEqual([1, 1, 1])
      }))

    test('leaves alone what somebody has opened again', async () => {
      const process = ended({ flow: `flow-${next()}` })
      await start(store(), process, [over(process)])
      const unit = store().begin()
      const loaded = (await unit.load({ process: process.id }))!.process
      const pruned = prune(store(), { flow: process.flow })
      // Until it waits for the lock, having seen the process as it was.
      await sleep(100)
      await unit.write([moved(loaded, { process: { ...loaded, status: 'running', finishedAt: null } })])
      expect(await pruned).toEqual({ processes: 0, tasks: 0, events: 0 })
      expect(await store().read.tasksOf(process.id)).toHaveLength(1)
    })

    test('by several at once removes each process once', () =>
      withEmpty(async (empty) => {
        const processes = Array.from({ length: 60 }, () => ended())
        await empty.begin().write(processes.map((each) => begun(each, [over(each)])))
        const counts = await Promise.all([1, 2, 3].map(() => prune(empty, { batch: 7 })))
        expect(counts.reduce((sum, { processes: count }) => sum + count, 0)).toBe(60)
        expect(counts.reduce((sum, { events }) => sum + events, 0)).toBe(60)
      }))

    test('on several stores at once removes each process once', async () => {
      const other = await another()
      const flow = `flow-${next()}`
      const processes = Array.from({ length: 60 }, () => ended({ flow }))
      await store()
        .begin()
        .write(processes.map((each) => begun(each, [over(each)])))
      const counts = await Promise.all([store(), other].map((of) => prune(of, { batch: 7, flow })))
      expect(counts.reduce((sum, { processes: count }) => sum + count, 0)).toBe(60)
      expect(await areThere(other, processes)).toEqual(processes.map(() => false))
      await other.close()
    })
  })
}

const sumOf = (batches: readonly PrunedBatch[]) =>
  batches.reduce(
    (sum, { processes, tasks, events }) => ({
      processes: sum.processes + processes,
      tasks: sum.tasks + tasks,
      events: sum.events + events,
    }),
    { processes: 0, tasks: 0, events: 0 },
  )
