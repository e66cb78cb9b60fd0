/** How Viewflow's subprocesses are said here. `docs/from-viewflow.md` leads to each of these. */
import { flow, type Process } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { databases } from '../promises/databases.ts'
import { lastTask } from './last-task.ts'

const item = flow('item', {
  data: z.object({ article: z.string(), packed: z.boolean().default(false), parcel: z.string().optional() }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ article: z.string() }), (input) => input).next('pack'),
    pack: n.view({ fields: ['parcel'] }).next('check'),
    check: n
      .if((visit) => visit.process.data.parcel === 'none')
      .yes('missing')
      .no('packed'),
    packed: n.end(),
    missing: n.fail('MISSING'),
  }),
})
const ordering = (name: string, sequential: boolean) =>
  flow(name, {
    data: z.object({ articles: z.array(z.string()), parcels: z.array(z.string()).default([]) }),
    nodes: (n) => ({
      start: n.startHandle(z.object({ articles: z.array(z.string()) }), (input) => input).next('items'),
      items: n
        .subprocess(item, {
          start: 'start',
          each: (visit) => visit.process.data.articles,
          sequential,
          input: (visit) => ({ article: visit.task.item }),
          result: (visit, child) => void visit.process.data.parcels.push(child.data.parcel ?? ''),
        })
        .next('done'),
      done: n.end(),
    }),
  })
const single = flow('single', {
  data: z.object({ article: z.string(), parcel: z.string().optional() }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ article: z.string() }), (input) => input).next('pack'),
    pack: n
      .subprocess(item, {
        start: 'start',
        input: (visit) => ({ article: visit.process.data.article }),
        result: (visit, child) => void (visit.process.data.parcel = child.data.parcel),
      })
      .next('done'),
    done: n.end(),
  }),
})

describe.each(databases)('calls, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows: [item, ordering('order', false), ordering('queue', true), single], database })
  })
  afterAll(() => driver.close())

  const childrenOf = (process: { id: string }) => driver.handover.processes.children(process.id)
  const pack = async (child: Process, parcel: string) => {
    await driver.command(await lastTask(driver, child, 'pack'), 'complete', { input: { parcel } })
    await driver.idle()
  }

  it('a subprocess gets its input from its caller, which waits and takes over what came of it', async () => {
    const process = await driver.start('single', 'start', { article: 'pen' })
    const call = await lastTask(driver, process, 'pack')
    expect(call).toMatchObject({ status: 'started' })
    const [child] = await childrenOf(process)
    expect(child).toMatchObject({ data: { article: 'pen' }, parentTask: call.id })
    await pack(child!, 'p1')
    expect(await driver.process(process)).toMatchObject({ status: 'done', data: { parcel: 'p1' } })
  })

  it('one subprocess for each item, all at once', async () => {
    const process = await driver.start('order', 'start', { articles: ['pen', 'ink'] })
    const children = await childrenOf(process)
    expect(children.map((child) => child.data)).toMatchObject([{ article: 'pen' }, { article: 'ink' }])
    await pack(children[1]!, 'p2')
    expect(await driver.process(process)).toMatchObject({ status: 'running' })
    await pack(children[0]!, 'p1')
    expect(await driver.process(process)).toMatchObject({ status: 'done', data: { parcels: ['p2', 'p1'] } })
  })

  it('one subprocess for each item, one after the other', async () => {
    const process = await driver.start('queue', 'start', { articles: ['pen', 'ink'] })
    expect(await childrenOf(process)).toHaveLength(1)
    await pack((await childrenOf(process))[0]!, 'p1')
    expect(await childrenOf(process)).toHaveLength(2)
    await pack((await childrenOf(process))[1]!, 'p2')
    expect(await driver.process(process)).toMatchObject({ status: 'done', data: { parcels: ['p1', 'p2'] } })
  })

  it('a further subprocess joins while the others are under way', async () => {
    const process = await driver.start('order', 'start', { articles: ['pen'] })
    await driver.command(await lastTask(driver, process, 'items'), 'add', { item: 'ink' })
    const children = await childrenOf(process)
    expect(children.map((child) => child.data)).toMatchObject([{ article: 'pen' }, { article: 'ink' }])
    for (const child of children) await pack(child, 'p')
    expect(await driver.process(process)).toMatchObject({ status: 'done' })
  })

  it('canceling the caller cancels its children', async () => {
    const process = await driver.start('single', 'start', { article: 'pen' })
    await driver.command(process, 'cancelProcess')
    await driver.idle()
    expect(await childrenOf(process)).toMatchObject([{ status: 'canceled' }])
  })

  it('a subprocess that failed leaves its caller in error, and a retry starts it anew', async () => {
    const process = await driver.start('single', 'start', { article: 'pen' })
    await pack((await childrenOf(process))[0]!, 'none')
    const call = await lastTask(driver, process, 'pack')
    expect(call).toMatchObject({ status: 'error', error: { code: 'MISSING' } })
    await driver.command(call, 'retry')
    const [, second] = await childrenOf(process)
    await pack(second!, 'p1')
    expect(await driver.process(process)).toMatchObject({ status: 'done', data: { parcel: 'p1' } })
  })

  it('a call that is undone leaves its children as they are, and calls anew when it is revived', async () => {
    const process = await driver.start('single', 'start', { article: 'pen' })
    await pack((await childrenOf(process))[0]!, 'p1')
    const call = await lastTask(driver, process, 'pack')
    await driver.command(call, 'undo')
    expect(await lastTask(driver, process, 'pack')).toMatchObject({ status: 'canceled', reason: 'undone' })
    expect(await childrenOf(process)).toMatchObject([{ status: 'done' }])
    await driver.command(await lastTask(driver, process, 'pack'), 'revive')
    expect(await childrenOf(process)).toHaveLength(2)
  })
})
