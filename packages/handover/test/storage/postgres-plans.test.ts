import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { idMaker } from '../../src/runtime/new-id.ts'
import {
  actor,
  begun,
  deliverySample,
  later,
  messageSample,
  moved,
  noon,
  processSample,
  start,
  taskSample,
} from '../../src/testing/store-contract/samples.ts'
import { countedReads } from './counted-reads.ts'

test('a PostgreSQL store reads no table from end to end, though its statements were planned when the tables were small', async () => {
  const { grown, reader, fromEndToEnd } = await countedReads()
  const made = (i: number) => {
    const process = processSample(i, { data: { i }, startedBy: 'ben' })
    const offered = taskSample(process, { audience: { groups: ['hr'], except: ['cid'] } })
    return { process, tasks: [offered, taskSample(process, { sequence: 2, status: 'assigned', owner: 'ann' })] }
  }
  const command = async (i: number) => {
    const { process, tasks } = made(i)
    await start(grown, process, tasks)
    const unit = grown.begin()
    const loaded = await unit.load({ task: tasks[0]!.id })
    await unit.doneBy(process.id, 'approve')
    const changedTasks = loaded!.tasks.map(
      (task) => ({ ...task, status: 'done', owner: 'ben', finishedAt: noon }) as const,
    )
    await unit.write([moved(loaded!.process, { changedTasks, data: { set: { i: 0 }, remove: [] } })])
  }
  const pages = async () => {
    const ben = actor('ben', { groups: ['hr'] })
    for (const list of ['inbox', 'queue', 'archive'] as const) {
      await grown.read.tasks({ list, actor: ben, tenant: '', limit: 5 })
      await grown.read.countTasks({ list, actor: ben, tenant: '' }, 5)
      await grown.read.tasks({ list, actor: ben, tenant: '', limit: 5, sort: 'oldest' })
      await grown.read.tasks({ list, actor: ben, tenant: '', limit: 5, flow: 'leave-request', search: 'approve' })
      if (list === 'archive') continue
      await grown.read.tasks({ list, actor: ben, tenant: '', limit: 5, sort: 'due' })
      await grown.read.countTasks({ list, actor: ben, tenant: '', due: { until: noon } }, 5)
    }
    await grown.read.processes({ tenant: '', actor: ben, flowsInSight: ['leave-request'], limit: 5 })
    await grown.read.processes({ tenant: '', actor: actor('dan'), flowsInSight: [], limit: 5 })
    const sight = { tenant: '', actor: ben, flowsInSight: ['leave-request'] }
    await grown.read.countProcesses(sight, { of: ['attention', 'failed'], most: 5 })
    const { items } = await grown.read.processes({ ...sight, limit: 5 })
    await grown.read.latestTasks(items.map(({ id }) => id))
    await grown.read.troubles(items.map(({ id }) => id))
    await grown.read.halts(items.map(({ id }) => id))
    await grown.read.board({ ...sight, flow: 'leave-request', cards: 5, most: 5 })
  }
  const read = () => fromEndToEnd(['handover_process', 'handover_task', 'handover_event', 'handover_offer'])
  for (let i = 1; i <= 10; i++) await command(i)
  for (let i = 0; i < 20; i++) {
    const many = Array.from({ length: 100 }, (_, j) => made(100 + i * 100 + j))
    await grown.begin().write(many.map(({ process, tasks }) => begun(process, tasks)))
  }
  const before = await read()
  for (let i = 11; i <= 20; i++) await command(i)
  expect((await read()) - before).toBeLessThan(100)
  await reader.query('analyze')
  const analyzed = await read()
  await pages()
  expect((await read()) - analyzed).toBeLessThan(100)
})

test('what is due, who waits, and who belongs together is found without reading what does not matter', async () => {
  const { grown, reader, inAnyWay: read } = await countedReads()
  const parentTask = randomUUID()
  const made = (i: number, status: 'running' | 'done' = 'running') => {
    const process = processSample(i, { startKey: `key ${i}`, status, ...(i % 500 === 0 ? { parentTask } : {}) })
    const waits = { wake: later(1e6 + i), message: { name: 'paid', key: `order ${i}` }, signal: `go ${i % 1000}` }
    return { process, tasks: [taskSample(process, { waits })] }
  }
  const write = (from: number, count: number) =>
    grown.begin().write(
      Array.from({ length: count }, (_, i) => made(from + i)).map(({ process, tasks }) => begun(process, tasks)),
      {
        deliveries: Array.from({ length: count }, (_, i) => {
          const lane = i % 2 === 0 ? `lane ${from + i}` : null
          return deliverySample({ dueAt: later(1e6 + i), lane, isDead: i % 10 === 0 })
        }),
      },
    )
  const act = async (i: number) => {
    const { process, tasks } = made(i)
    await start(grown, process, tasks)
    const delivery = deliverySample()
    await grown.begin().write([], { deliveries: [delivery] })
    await grown.messages.keep(messageSample({ key: 'nobody' }), { delivery: delivery.id })
    const unit = grown.begin()
    const loaded = await unit.load({ task: tasks[0]!.id }, { newer: true })
    await unit.doneTasks(process.id, ['approve'])
    const changedTasks = loaded!.tasks.map((task) => ({ ...task, status: 'done', finishedAt: noon }) as const)
    await unit.write([moved(loaded!.process, { changedTasks })])
  }
  const now = new Date(later(0))
  const look = async () => {
    await grown.outbox.due(now, 10, 'others')
    await grown.outbox.due(now, 10, 'jobs')
    await grown.outbox.nextAt()
    await grown.outbox.dead({ tenant: '', limit: 5 })
    await grown.timers.due(now, 10)
    await grown.timers.nextAt()
    await grown.messages.subscriptions({ tenant: '', kind: 'message', name: 'paid', key: 'order 7' })
    await grown.messages.subscriptions({ tenant: '', kind: 'signal', name: 'go 7' })
    await grown.messages.kept({ tenant: '', name: 'paid', key: 'nobody', now })
    await grown.messages.matches(now, 10)
    await grown.messages.expire(new Date(later(-1)))
    await grown.read.startedWith('', 'leave-request', 'key 7')
    await grown.read.children(parentTask)
  }
  for (let i = 1; i <= 10; i++) await act(i)
  await look()
  for (let i = 0; i < 20; i++) await write(100 + i * 100, 100)
  const before = await read()
  for (let i = 11; i <= 20; i++) await act(i)
  // One action reads its own few rows.
  expect((await read()) - before).toBeLessThan(10 * 25)
  await reader.query('analyze')
  const analyzed = await read()
  await look()
  expect((await read()) - analyzed).toBeLessThan(150)
})

test('pruning reads what is old, however much is newer, and each row of it once', async () => {
  const { grown, reader, inAnyWay: rowsRead } = await countedReads()
  const newId = idMaker()
  let number = 0
  const write = async (count: number, createdAt: string) => {
    for (let i = 0; i < count; i += 500)
      await grown.begin().write(
        Array.from({ length: 500 }, () => {
          const ended = { status: 'done', createdAt, finishedAt: createdAt } as const
          const process = processSample(++number, { id: newId(), ...ended })
          return begun(process, [taskSample(process, ended)])
        }),
      )
    await reader.query('analyze')
  }
  const prune = async (isDry: boolean) => {
    const before = await rowsRead()
    let removed = 0
    const query = { tenant: '', before: noon, statuses: ['done'], batch: 100, isDry } as const
    for await (const { processes } of grown.prune(query)) removed += processes
    return { removed, read: (await rowsRead()) - before }
  }
  await write(500, later(-1))
  await write(2000, later(1))
  const few = await prune(true)
  await write(8000, later(1))
  const many = await prune(true)
  expect([few.removed, many.removed]).toEqual([500, 500])
  expect(many.read / few.read).toBeLessThan(1.1)
  const real = await prune(false)
  expect(real.removed).toBe(500)
  expect(real.read / few.read).toBeLessThan(2)
})

test('a filtered list of processes is no slower for who had much to do with those that the filter leaves out', async () => {
  const { grown, reader, inAnyWay } = await countedReads()
  // Ben had a task of each, and can see them all by their flow.
  for (let i = 0; i < 20; i++) {
    const many = Array.from({ length: 100 }, (_, j) => {
      const status = j === 0 ? ('running' as const) : ('done' as const)
      const process = processSample(100 + i * 100 + j, { status, startedBy: j < 2 ? 'ann' : 'cid' })
      return { process, tasks: [taskSample(process, { status: 'done', owner: 'ben', finishedAt: noon })] }
    })
    await grown.begin().write(many.map(({ process, tasks }) => begun(process, tasks)))
  }
  await reader.query('vacuum (analyze)')
  const read = () => inAnyWay(['handover_process', 'handover_task', 'handover_offer'])
  const sight = { tenant: '', actor: actor('ben'), flowsInSight: ['leave-request'], limit: 5 }
  for (const filter of [
    { status: 'running' },
    { startedBy: 'ann' },
    { flow: 'leave-request', outcome: 'none' },
  ] as const) {
    const before = await read()
    await grown.read.processes({ ...sight, ...filter })
    // An outcome that nobody has is looked for among all processes of the flow, but not among Ben's tasks.
    expect((await read()) - before).toBeLessThan('outcome' in filter ? 2200 : 100)
  }
})
