/** What holds of counting processes, of where they stand, and of the board of a flow. */
import { describe, expect, test } from 'vitest'
import type { ProcessState, TaskState } from '../../engine/snapshot.ts'
import type { ProcessCount, ProcessQuery } from '../../storage/store.ts'
import type { Subject } from '../store-contract.ts'
import { actor, begun, eventSample, later, processSample, start, taskSample } from './samples.ts'

const sorts: readonly ProcessCount[] = ['all', 'attention', 'running', 'failed', 'done', 'canceled']

export function processOverviewsContract({ store, next }: Subject): void {
  const tenantOf = () => `tenant ${next()}`
  const sample = (tenant: string, more: Partial<ProcessState> = {}) => processSample(next(), { tenant, ...more })
  const make = (tenant: string, more: Partial<ProcessState> = {}, tasks: readonly Partial<TaskState>[] = []) => {
    const process = sample(tenant, more)
    const given = tasks.map((task, i) => taskSample(process, { sequence: i + 1, createdAt: later(i), ...task }))
    return start(store(), process, given)
  }
  const sees = { actor: null, flowsInSight: [] }
  const list = async (query: Partial<ProcessQuery> & { tenant: string }) =>
    (await store().read.processes({ ...sees, ...query })).items.map(({ number }) => number)
  const ended = { status: 'done', finishedAt: later(9) } as const

  describe('the list of processes', () => {
    test('is filtered by who started them and when, the end of the span left out', async () => {
      const tenant = tenantOf()
      const first = await make(tenant, { startedBy: 'ben', createdAt: later(0) })
      const second = await make(tenant, { startedBy: 'ann', createdAt: later(1000) })
      const third = await make(tenant, { startedBy: 'ben', createdAt: later(2000) })
      expect(await list({ tenant, startedBy: 'ben' })).toEqual([third.number, first.number])
      expect(await list({ tenant, startedSince: later(1000) })).toEqual([third.number, second.number])
      expect(await list({ tenant, startedUntil: later(2000) })).toEqual([second.number, first.number])
      expect(await list({ tenant, startedSince: later(1), startedUntil: later(2000) })).toEqual([second.number])
    })

    test('is filtered by the nodes at which they stand now', async () => {
      const tenant = tenantOf()
      const here = await make(tenant, {}, [{ node: 'pack' }])
      await make(tenant, {}, [{ node: 'pack', ...ended }, { node: 'send' }])
      const old = await make(tenant, {}, [{ node: 'wrap' }])
      expect(await list({ tenant, nodes: ['pack'] })).toEqual([here.number])
      expect(await list({ tenant, nodes: ['pack', 'wrap'] })).toEqual([old.number, here.number])
    })

    test('of those that need attention shows what an actor may see for whatever reason, page by page', async () => {
      const tenant = tenantOf()
      const attention = 'It failed.'
      await make(tenant, { startedBy: 'ben' })
      const started = await make(tenant, { attention, startedBy: 'ben' })
      await make(tenant, { attention }, [{ owner: 'ann' }])
      const had = await make(tenant, { attention }, [{ owner: 'ben', ...ended }])
      const offered = await make(tenant, { attention }, [{ audience: { groups: ['hr'] } }])
      await make(tenant, { attention }, [{ audience: { groups: ['hr'], except: ['ben'] } }])
      const inSight = await make(tenant, { attention, flow: 'expenses' })
      const ben = { actor: actor('ben', { groups: ['hr'] }), flowsInSight: ['expenses'] }
      const numbers = [inSight, offered, had, started].map(({ number }) => number)
      expect(await list({ tenant, ...ben, needsAttention: true })).toEqual(numbers)
      expect(await list({ tenant, needsAttention: true })).toHaveLength(6)
      const page = await store().read.processes({ tenant, ...ben, needsAttention: true, limit: 2 })
      const rest = await store().read.processes({ tenant, ...ben, needsAttention: true, limit: 2, cursor: page.next })
      expect([...page.items, ...rest.items].map(({ number }) => number)).toEqual(numbers)
    })
  })

  describe('the count of processes', () => {
    test('tells how many an actor may see of each sort, under the same filters as the list', async () => {
      const tenant = tenantOf()
      await make(tenant, { startedBy: 'ben', attention: 'It failed.' })
      await make(tenant, { startedBy: 'ben', flow: 'expenses' }, [{ owner: 'ben' }, { owner: 'ben' }])
      await make(tenant, { status: 'done', startedBy: 'ben' })
      await make(tenant, { status: 'failed', startedBy: 'ann' })
      await make(tenant, { status: 'canceled', startedBy: 'ann' })
      const count = (query: Partial<ProcessQuery> = {}) =>
        store().read.countProcesses({ tenant, ...sees, ...query }, { of: sorts, most: 100 })
      expect(await count()).toEqual({ all: 5, attention: 1, running: 2, failed: 1, done: 1, canceled: 1 })
      const ben = { actor: actor('ben'), flowsInSight: [] }
      expect(await count(ben)).toEqual({ all: 3, attention: 1, running: 2, failed: 0, done: 1, canceled: 0 })
      expect(await count({ ...ben, flow: 'expenses' })).toMatchObject({ all: 1, attention: 0, running: 1 })
    })

    test('stops at its bound, and counts only what is named', async () => {
      const tenant = tenantOf()
      for (let i = 0; i < 4; i++) await make(tenant)
      const counted = await store().read.countProcesses({ tenant, ...sees }, { of: ['running', 'done'], most: 3 })
      expect(counted).toEqual({ running: 3, done: 0 })
      expect(await store().read.countProcesses({ tenant, ...sees }, { of: [], most: 3 })).toEqual({})
    })
  })

  describe('the latest tasks', () => {
    test('are those that are open, and the last visit of every other node', async () => {
      const tenant = tenantOf()
      const visits = [{ node: 'write', ...ended }, { node: 'write', ...ended }, { node: 'each' }, { node: 'each' }]
      const one = await make(tenant, {}, visits)
      const other = await make(tenant, {}, [{ node: 'write' }, { node: 'write', ...ended }])
      const rows = await store().read.latestTasks([one.id, other.id])
      const of = (process: ProcessState) =>
        rows.filter((row) => row.process === process.id).map(({ node, sequence }) => [node, sequence])
      expect(of(one)).toEqual([
        ['write', 2],
        ['each', 3],
        ['each', 4],
      ])
      expect(of(other)).toEqual([
        ['write', 1],
        ['write', 2],
      ])
      expect(rows[0]).toMatchObject({ processNumber: expect.any(Number), flow: 'leave-request' })
      expect(await store().read.latestTasks([])).toEqual([])
      expect(await store().read.latestTasks(['nonsense'])).toEqual([])
    })
  })

  describe('the troubles of processes', () => {
    test('are how often each task failed, and since when the process needs attention', async () => {
      const process = sample(tenantOf(), { attention: 'It failed.' })
      const task = taskSample(process, { status: 'error' })
      const failed = { type: 'task.failed', task: task.id } as const
      const events = [
        eventSample(process, 1, { type: 'process.started' }),
        eventSample(process, 2, { ...failed, at: later(1) }),
        eventSample(process, 3, { type: 'process.attention', to: 'attention', at: later(2) }),
        eventSample(process, 4, { type: 'process.attention', to: null, at: later(3) }),
        eventSample(process, 5, { ...failed, at: later(4) }),
        eventSample(process, 6, { type: 'process.attention', to: 'attention', at: later(5) }),
      ]
      const quiet = await make(process.tenant)
      await store()
        .begin()
        .write([{ ...begun(process, [task]), process: { ...process, lastEvent: 6 }, events }])
      const troubles = await store().read.troubles([process.id, quiet.id])
      expect(troubles).toHaveLength(2)
      expect(troubles).toEqual(
        expect.arrayContaining([
          { process: process.id, task: task.id, times: 2, last: later(4) },
          { process: process.id, task: null, times: 2, last: later(5) },
        ]),
      )
      expect(await store().read.troubles([])).toEqual([])
    })
  })

  describe('the halts of processes', () => {
    test('are the last event of each by which somebody suspended or canceled it', async () => {
      const process = sample(tenantOf(), { status: 'canceled', finishedAt: later(9) })
      const by = { actor: 'ben', actorName: 'Ben Adler' }
      const events = [
        eventSample(process, 1, { type: 'process.started' }),
        eventSample(process, 2, { type: 'process.suspended', ...by, note: 'Not paid.', at: later(2) }),
        eventSample(process, 3, { type: 'process.resumed', ...by, at: later(3) }),
        eventSample(process, 4, { type: 'process.canceled', ...by, note: 'Withdrawn.', at: later(4) }),
        eventSample(process, 5, { type: 'task.canceled', at: later(5) }),
      ]
      const quiet = await make(process.tenant)
      await store()
        .begin()
        .write([{ ...begun(process), process: { ...process, lastEvent: 5 }, events }])
      const halts = await store().read.halts([process.id, quiet.id])
      expect(halts).toHaveLength(1)
      expect(halts[0]).toMatchObject({ process: process.id, number: 4, ...by, note: 'Withdrawn.', at: later(4) })
      expect(await store().read.halts([])).toEqual([])
      expect(await store().read.halts(['nonsense'])).toEqual([])
    })
  })

  describe('the board of a flow', () => {
    test('has the newest open tasks of each node, and counts them all, as far as the actor may see them', async () => {
      const tenant = tenantOf()
      const newest = []
      for (let i = 0; i < 4; i++) {
        const process = sample(tenant, { startedBy: i === 3 ? 'ann' : 'ben' })
        const task = taskSample(process, { node: 'pack', createdAt: later(i) })
        await start(store(), process, [task, taskSample(process, { node: 'write', sequence: 2, ...ended })])
        newest.unshift(task.id)
      }
      await make(tenant, { flow: 'expenses', startedBy: 'ben' }, [{ node: 'pack' }])
      await make(tenant, { status: 'done', startedBy: 'ben' }, [{ node: 'pack', ...ended }])
      const board = (more: object = {}) =>
        store().read.board({ tenant, ...sees, flow: 'leave-request', cards: 2, most: 10, ...more })
      const all = await board()
      expect(all).toMatchObject({ processes: 4, isCut: false, columns: [{ node: 'pack', tasks: 4 }] })
      expect(all.columns[0]!.newest.map(({ id }) => id)).toEqual(newest.slice(0, 2))
      const ben = await board({ actor: actor('ben') })
      expect(ben).toMatchObject({ processes: 3, columns: [{ node: 'pack', tasks: 3 }] })
      expect(ben.columns[0]!.newest.map(({ id }) => id)).toEqual(newest.slice(1, 3))
    })

    test('looks at the newest running processes only, and says when there are more', async () => {
      const tenant = tenantOf()
      for (let i = 0; i < 3; i++) await make(tenant, {}, [{ node: 'pack' }])
      const board = await store().read.board({ tenant, ...sees, flow: 'leave-request', cards: 5, most: 2 })
      expect(board).toMatchObject({ processes: 2, isCut: true, columns: [{ node: 'pack', tasks: 2 }] })
      const empty = await store().read.board({ tenant, ...sees, flow: 'expenses', cards: 5, most: 2 })
      expect(empty).toEqual({ processes: 0, isCut: false, columns: [] })
    })
  })
}
