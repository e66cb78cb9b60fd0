import { createDatabase } from '../../../../test/postgres-database.ts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { createHandover, flow, type PruneOptions } from '../index.ts'
import { postgresStore } from '../storage/postgres.ts'
import { createTestHandover, type TestHandover } from '../testing/index.ts'

const note = flow('note', {
  data: z.object({ text: z.string() }),
  nodes: (n) => ({
    start: n.start({ fields: ['text'] }).next('read'),
    read: n.manual().next('done'),
    done: n.end(),
  }),
})
const folder = flow('folder', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('write'),
    write: n.subprocess(note, { start: 'start', input: () => ({ text: 'inside' }) }).next('done'),
    done: n.end(),
  }),
})
const broken = flow('broken', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('wait'),
    wait: n.manual().next('fail'),
    fail: n.fail('burst'),
  }),
})
const flows = [note, folder, broken]

async function make(database: 'SQLite' | 'PostgreSQL'): Promise<TestHandover<any>> {
  if (database === 'SQLite') {
    const made = await createTestHandover({ flows })
    onTestFinished(() => made.close())
    return made
  }
  const fresh = await createDatabase()
  const made = await createTestHandover({ flows, store: postgresStore({ url: fresh.url }) })
  onTestFinished(async () => {
    await made.close()
    await fresh.drop()
  })
  return made
}

describe.each(['SQLite', 'PostgreSQL'] as const)('pruning on %s', (database) => {
  test('removes what had ended before, and what runs, or ended later, goes on', async () => {
    const made = await make(database)
    const { handover, clock, system } = made
    const old = await system.start(note, 'start', { text: 'old' })
    const open = await system.start(note, 'start', { text: 'open' })
    await system.complete(old, 'read', {})
    await clock.advance('1 day')
    const before = clock.now()
    const late = await system.start(note, 'start', { text: 'late' })
    await system.complete(late, 'read', {})
    await clock.advance('1 day')
    const told: unknown[] = []
    const pruned = await handover.processes.prune({ before, onProgress: (progress) => told.push(progress) })
    expect(pruned).toMatchObject({ processes: 1, tasks: 3 })
    expect(pruned.events).toBeGreaterThan(3)
    expect(told).toEqual([{ ...pruned, upTo: before }])
    await expect(handover.processes.get(old.id)).rejects.toMatchObject({ code: 'PROCESS_NOT_FOUND' })
    await system.complete(open, 'read', {})
    expect((await handover.processes.list()).items.map(({ status }) => status)).toEqual(['done', 'done'])
  })

  test('takes a caller with whom it has called, and neither while one of them runs', async () => {
    const { handover, clock, system } = await make(database)
    const parent = await system.start(folder, 'start', {})
    const [child] = await handover.processes.children(parent.id)
    await clock.advance('1 day')
    const prune = () => handover.processes.prune({ before: clock.now() })
    expect(await prune()).toMatchObject({ processes: 0 })
    const waiting = (await handover.processes.tasks(child!.id)).find(({ node }) => node === 'read')!
    await handover.tasks.get(waiting.id).then((task) => task.do('complete', { input: {} }))
    await handover.idle()
    await clock.advance('1 day')
    expect(await handover.processes.prune({ before: clock.now(), flow: note })).toMatchObject({ processes: 0 })
    expect(await handover.processes.prune({ before: clock.now(), dryRun: true })).toMatchObject({ processes: 2 })
    expect(await prune()).toMatchObject({ processes: 2 })
  })

  test('is narrowed by flow and by how they ended; a flow that is not defined any more is known by its name', async () => {
    const made = await make(database)
    const { handover, clock, system } = made
    const failed = await system.start(broken, 'start', {})
    await system.complete(failed, 'wait', {})
    const canceled = await system.start(note, 'start', { text: '' })
    await handover.processes.cancel(canceled.id)
    await clock.advance('1 day')
    const before = clock.now()
    const left = async () => (await handover.processes.list()).items.map(({ status }) => status)
    expect(await left()).toEqual(['canceled', 'failed'])
    await handover.processes.prune({ before, status: ['done', 'canceled'] })
    expect(await left()).toEqual(['failed'])
    const later = await createHandover({ flows: [note], store: made.store, work: false, now: () => clock.now() })
    await expect(later.processes.prune({ before, flow: 'brocken' })).rejects.toMatchObject({ code: 'FLOW_UNKNOWN' })
    expect(await later.processes.prune({ before, flow: 'broken' })).toMatchObject({ processes: 1 })
    expect(await left()).toEqual([])
  })

  test('lets others act between its batches', async () => {
    const { handover, clock, system } = await make(database)
    for (let i = 0; i < 40; i++) await system.complete(await system.start(note, 'start', { text: `${i}` }), 'read', {})
    await clock.advance('1 day')
    const doneByThen: number[] = []
    let acted = 0
    let isOver = false
    const pruned = handover.processes
      .prune({ before: clock.now(), batch: 4, onProgress: () => void doneByThen.push(acted) })
      .finally(() => (isOver = true))
    while (!isOver) {
      const process = await system.start(note, 'start', { text: 'meanwhile' })
      await system.complete(process, 'read', {})
      acted++
    }
    expect(await pruned).toMatchObject({ processes: 40 })
    expect(doneByThen).toHaveLength(10)
    // Between the first batch and the last one others came to an end, more than once.
    expect(new Set(doneByThen).size).toBeGreaterThan(2)
  })
})

test.each<[string, unknown]>([
  ['before', { before: new Date('2030-01-01') }],
  ['before', { before: '2020-01-01' }],
  ['before', { before: new Date(Number.NaN) }],
  ['before', {}],
  ['status', { before: new Date(0), status: ['running'] }],
  ['status', { before: new Date(0), status: [] }],
  ['batch', { before: new Date(0), batch: 0 }],
  ['dryRun', { before: new Date(0), dryRun: 'yes' }],
  ['dry', { before: new Date(0), dry: true }],
])('pruning refuses a wrong %s, and removes nothing', async (option, options) => {
  const { handover, clock, system } = await make('SQLite')
  await system.complete(await system.start(note, 'start', { text: '' }), 'read', {})
  await clock.advance('1 day')
  await expect(handover.processes.prune(options as PruneOptions)).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    details: { option },
  })
  expect((await handover.processes.list()).items).toHaveLength(1)
})
