import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { flow, type Actor } from '../index.ts'
import { createTestHandover } from './index.ts'

const anna: Actor = { id: 'anna', name: 'Anna', permissions: [] }
const ben: Actor = { id: 'ben', name: 'Ben', permissions: ['trip.approve', 'trip.manage'] }

const trip = flow('trip', {
  data: z.object({ to: z.string(), approved: z.boolean().default(false), papers: z.array(z.string()).default([]) }),
  nodes: (n) => ({
    start: n.start({ fields: ['to'] }).next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .permission()
      .due('3 days')
      .next('check'),
    check: n
      .if((visit) => visit.process.data.approved)
      .yes('prepare')
      .no('refused'),
    prepare: n.split().next('paper').next('paper').next('book'),
    paper: n
      .view({
        input: z.object({ name: z.string() }),
        complete: (visit, { name }) => void visit.process.data.papers.push(name),
      })
      .next('ready'),
    book: n.view({ fields: [] }).next('ready'),
    ready: n.join().next('gone'),
    gone: n.end(),
    refused: n.end(),
  }),
})

async function setup() {
  const test = await createTestHandover({ flows: [trip] })
  onTestFinished(() => test.close())
  return test
}
async function approved() {
  const test = await setup()
  const process = await test.as(anna).start(trip, 'start', { to: 'Oslo' })
  await test.as(ben).complete(process, 'approve', { approved: true })
  return { test, process }
}

describe('createTestHandover', () => {
  it('runs a flow to its next wait, as anyone', async () => {
    const test = await setup()
    const process = await test.as(anna).start(trip, 'start', { to: 'Oslo' })
    expect(await process.waitsAt()).toEqual(['approve'])
    await test.as(ben).complete(process, 'approve', { approved: false })
    expect(await process.trace()).toEqual(['start', 'approve', 'check', 'refused'])
    expect(process).toMatchObject({ status: 'done', outcome: 'refused', data: { to: 'Oslo', approved: false } })
  })

  it('says what became of each node in the long trace', async () => {
    const { test, process } = await approved()
    await test.as(anna).assign(process, 'book')
    await test.as(ben).cancel(process, { note: 'no money' })
    expect(await process.longTrace()).toEqual([
      'start: done by Anna',
      'approve: done by Ben',
      'check: done',
      'prepare: done',
      'paper: canceled (process canceled)',
      'paper: canceled (process canceled)',
      'book: canceled (process canceled)',
    ])
    expect((await process.history()).at(-1)).toMatchObject({ type: 'process.canceled', actor: 'ben', note: 'no money' })
  })

  it('does not count a join among the nodes that wait for somebody', async () => {
    const { test, process } = await approved()
    await test.as(anna).complete(process, 'book', {})
    expect(await process.waitsAt()).toEqual(['paper', 'paper'])
  })

  it('leaves a task that is taken with its owner', async () => {
    const { test, process } = await approved()
    await test.as(anna).assign(process, 'book')
    const complete = test.as(ben).complete(process, 'book', {})
    await expect(complete).rejects.toMatchObject({ code: 'TASK_ALREADY_ASSIGNED', details: { owner: 'Anna' } })
    await test.as(anna).unassign(process, 'book')
    await test.as(ben).complete(process, 'book', {})
  })

  it('refuses what the door refuses', async () => {
    const test = await setup()
    const process = await test.as(anna).start(trip, 'start', { to: 'Oslo' })
    const complete = test.as(anna).complete(process, 'approve', { approved: true })
    await expect(complete).rejects.toMatchObject({ code: 'TASK_NOT_OFFERED' })
    expect(await process.waitsAt()).toEqual(['approve'])
  })

  it('acts as the system, which may do everything and whom history names as nobody', async () => {
    const test = await setup()
    const process = await test.system.start(trip, 'start', { to: 'Oslo' })
    await test.system.complete(process, 'approve', { approved: false })
    expect(new Set((await process.history()).map(({ actor }) => actor))).toEqual(new Set([null]))
  })

  it('shows whose lists a task stands in', async () => {
    const { test, process } = await approved()
    await test.as(anna).assign(process, 'book')
    expect((await test.as(anna).inbox()).map(({ node }) => node)).toEqual(['book'])
    expect((await test.as(anna).queue()).map(({ node }) => node)).toEqual(['paper', 'paper'])
    expect((await test.as(ben).archive()).map(({ node }) => node)).toEqual(['approve'])
  })

  it('says where a process waits when a command is given elsewhere', async () => {
    const { test, process } = await approved()
    const complete = test.as(ben).complete(process, 'approve', { approved: true })
    await expect(complete).rejects.toThrow(
      "TEST_NODE_NOT_WAITING: Flow 'trip': 'approve' has no open task in process #1 of flow 'trip'; it waits at 'paper' (new), 'paper' (new), 'book' (new).",
    )
  })

  it('says when nothing waits any more', async () => {
    const test = await setup()
    const process = await test.as(anna).start(trip, 'start', { to: 'Oslo' })
    await test.as(ben).cancel(process)
    await expect(process.task('approve')).rejects.toThrow('nothing waits there any more')
  })

  it('asks which task is meant when a node has several', async () => {
    const { test, process } = await approved()
    const [first, second] = (await process.tasks()).filter(({ node }) => node === 'paper')
    const sign = (task?: string) => test.as(anna).complete(process, 'paper', { name: 'visa' }, task ? { task } : {})
    await expect(sign()).rejects.toThrow(`TEST_NODE_WAITS_TWICE: Flow 'trip': 'paper' has 2 open tasks`)
    await expect(sign()).rejects.toThrow(`${first!.id} (new), ${second!.id} (new)`)
    await sign(second!.id)
    expect(process.data.papers).toEqual(['visa'])
  })

  it('knows the nodes of the flow', async () => {
    const { process } = await approved()
    await expect(process.task('aprove')).rejects.toMatchObject({ code: 'NODE_UNKNOWN' })
  })

  it('removes its folder when it is closed, by itself with await using', async () => {
    let file: string
    {
      await using test = await createTestHandover({ flows: [trip] })
      file = test.store.place
      expect(existsSync(file)).toBe(true)
    }
    expect(existsSync(dirname(file))).toBe(false)
  })

  it('leaves no folder behind when a flow cannot be used', async () => {
    await expect(createTestHandover({ flows: [trip, trip] })).rejects.toMatchObject({ code: 'FLOW_NAME_TAKEN' })
  })
})
