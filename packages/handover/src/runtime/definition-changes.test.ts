/** Running processes and new definitions: what is renamed, upgraded, or gone. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { flow, type Actor, type AnyFlow } from '../index.ts'
import { open } from '../../test/driver.ts'
import { databases } from '../../test/promises/databases.ts'

const boss: Actor = { id: 'boss', name: 'Boss', permissions: ['leave.manage'] }

const first = flow('leave', {
  data: z.object({ days: z.number(), note: z.string().default('') }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ days: z.number() }), (input) => input).next('ask'),
    ask: n
      .view({ fields: ['note'] })
      .onTimeout('3 days', 'late')
      .next('done'),
    late: n.function((visit) => void (visit.process.data.note = 'late')).next('done'),
    done: n.end(),
  }),
})

/** The same with other nodes, fields, and changes of both. */
const second = (moved: { ask?: 'approve' }, version = 2) =>
  flow('leave', {
    version,
    moved: moved as {},
    upgrade: (data, from) => ({ hours: data['days'] * 8, note: `${data['note']} (from ${from})` }),
    summary: ({ hours }) => `${hours} hours`,
    data: z.object({ hours: z.number().min(1), note: z.string().default('') }),
    nodes: (n) => ({
      start: n.startHandle(z.object({ hours: z.number() }), (input) => input).next('approve'),
      approve: n
        .view({ fields: ['note'] })
        .permission('leave.approve')
        .onTimeout('3 days', 'late')
        .next('done'),
      late: n.function((visit) => void (visit.process.data.note = 'late')).next('done'),
      done: n.end(),
    }),
  })

describe.each(databases)('a new definition on %s', (database) => {
  /** A process of the first definition, and a server with another one. */
  async function deploy(definition: AnyFlow) {
    const before = await open({ flows: [first], database })
    onTestFinished(() => before.close())
    const process = await before.start('leave', 'start', { days: 2 })
    const after = await open({ flows: [definition], database: before.place })
    onTestFinished(() => after.handover.close())
    const task = async (node: string) => (await after.tasks({ process, node }))[0]!
    return { before, after, process, task }
  }

  it('shows renamed nodes and upgraded data, and writes neither while nothing happens', async () => {
    const { after, process, task } = await deploy(second({ ask: 'approve' }))
    const dump = await after.dump()
    expect(await after.process(process)).toMatchObject({ data: { hours: 16, note: ' (from 1)' }, version: 1 })
    expect((await after.handover.processes.list()).items[0]!.data).toEqual({ hours: 16, note: ' (from 1)' })
    expect(await task('approve')).toMatchObject({ kind: 'view', status: 'new' })
    expect(await after.dump()).toEqual(dump)
  })

  it('writes them with the next command, and says in the history what became of the data', async () => {
    const { after, process, task } = await deploy(second({ ask: 'approve' }))
    await after.command(await task('approve'), 'assign', { to: 'ben' })
    expect(await after.process(process)).toMatchObject({ summary: '16 hours', version: 2 })
    const stored = await after.database
      .selectFrom('handover_task')
      .select('node')
      .where('status', '=', 'assigned')
      .execute()
    expect(stored).toEqual([{ node: 'approve' }])
    const history = await after.history(process)
    expect(history.map(({ number }) => number)).toEqual(history.map((_, i) => i + 1))
    expect(history.find(({ type }) => type === 'process.upgraded')?.data).toEqual({
      fromVersion: 1,
      toVersion: 2,
      changed: { days: [2, null], hours: [null, 16], note: ['', ' (from 1)'] },
    })
    // Once, not with each command.
    await after.command(await task('approve'), 'complete', { input: { note: 'fine' } })
    expect(await after.process(process)).toMatchObject({ status: 'done', data: { hours: 16, note: 'fine' } })
    expect((await after.history(process)).filter(({ type }) => type === 'process.upgraded')).toHaveLength(1)
  })

  it('lets a renamed boundary fire for its renamed host', async () => {
    const { after, process } = await deploy(second({ ask: 'approve' }))
    await after.advanceClock('4 days')
    expect(await after.process(process)).toMatchObject({ status: 'done', data: { note: 'late' } })
    expect((await after.tasks({ process, node: 'approve__timeout' }))[0]).toMatchObject({ status: 'done' })
  })

  it('refuses to go on with data that does not fit after the upgrade, and changes nothing', async () => {
    const none = flow('leave', {
      version: 2,
      upgrade: () => ({ hours: 0 }),
      data: z.object({ hours: z.number().min(1) }),
      nodes: (n) => ({
        start: n.startHandle(z.object({ hours: z.number() }), (input) => input).next('ask'),
        ask: n.view({ fields: [] }).next('done'),
        done: n.end(),
      }),
    })
    const { after, before, process } = await deploy(none)
    const [task] = await before.tasks({ process, node: 'ask' })
    const dump = await after.dump()
    await expect((await after.handover.tasks.get(task!.id)).do('assign', { to: 'ben' })).rejects.toMatchObject({
      code: 'DATA_UNREADABLE',
      details: { issues: [{ path: ['hours'] }] },
    })
    expect(await after.dump()).toEqual(dump)
  })

  it('says when upgrade itself throws', async () => {
    const broken = flow('leave', {
      version: 2,
      upgrade: (data) => ({ hours: data['nothing'].length }),
      data: z.object({ hours: z.number() }),
      nodes: (n) => ({ start: n.startHandle(z.object({}), () => ({ hours: 1 })).next('done'), done: n.end() }),
    })
    const { before, after, process } = await deploy(broken)
    await before.start('leave', 'start', { days: 3 })
    const { items } = await after.handover.processes.list()
    expect(items).toHaveLength(2)
    const [, one] = items
    expect(() => one!.data).toThrow(expect.objectContaining({ code: 'FUNCTION_FAILED' }))
    expect(() => one!.data).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ about: 'upgrade', number: process.number }) }),
    )
  })

  it('lets operators suspend, resume and cancel a process whose data nothing can upgrade', async () => {
    const broken = flow('leave', {
      version: 2,
      upgrade: () => {
        throw new Error('no way')
      },
      data: z.object({ hours: z.number() }),
      nodes: (n) => ({ start: n.startHandle(z.object({}), () => ({ hours: 1 })).next('done'), done: n.end() }),
    })
    const { after, process } = await deploy(broken)
    const { processes } = after.handover
    await processes.suspend(process.id, { by: boss })
    expect((await processes.resume(process.id, { by: boss })).suspendedAt).toBeNull()
    expect(await processes.cancel(process.id, { by: boss })).toMatchObject({ status: 'canceled', version: 1 })
  })

  it('leaves tasks of nodes that are gone visible: they can be moved or canceled, and nothing else', async () => {
    const { after, process, task } = await deploy(second({}))
    const gone = await task('ask')
    expect(gone).toMatchObject({ node: 'ask', title: 'Ask', status: 'new' })
    expect(gone.can('complete', boss)).toMatchObject({ allowed: false, code: 'TASK_OBSOLETE' })
    await expect(gone.do('complete', { input: {} })).rejects.toMatchObject({ code: 'TASK_OBSOLETE' })
    expect(gone.can('move', boss, { to: 'approve' })).toMatchObject({ allowed: true })
    await gone.do('move', { by: boss, to: 'approve' })
    expect(await task('ask')).toMatchObject({ status: 'canceled', reason: 'moved' })
    expect(await task('approve')).toMatchObject({ status: 'new' })
    await after.command(process, 'cancelProcess', { by: boss })
    expect((await after.process(process)).status).toBe('canceled')
  })

  it('is left alone by a server with the older one, which calls nothing obsolete', async () => {
    const { before, after } = await deploy(second({ ask: 'approve' }))
    const newer = await after.start('leave', 'start', { hours: 3 })
    const dump = await after.dump()
    const [task] = await before.tasks({ process: newer, node: 'approve' })
    for (const give of [
      () => before.command(task!, 'assign', { to: 'ben' }),
      () => before.command(task!, 'cancel'),
      () => before.command(newer, 'cancelProcess'),
      () => before.command(newer, 'suspend'),
    ])
      await expect(give()).rejects.toMatchObject({
        code: 'FLOW_OLDER_THAN_PROCESS',
        details: { version: 1, recorded: 2, number: newer.number },
      })
    expect(await after.dump()).toEqual(dump)
    // It can still be looked at, as it is stored.
    expect((await before.process(newer)).data).toEqual({ hours: 3, note: '' })
    expect(await before.tasks({ process: newer })).toHaveLength(3)
    expect((await before.handover.processes.list()).items).toHaveLength(2)
  })

  it('does not hide a process of the older server from the newer one after a way back', async () => {
    const { before, after, process } = await deploy(second({ ask: 'approve' }))
    const [task] = await before.tasks({ process, node: 'ask' })
    await before.command(task!, 'assign', { to: 'ben' })
    expect((await after.tasks({ process, node: 'approve' }))[0]).toMatchObject({ owner: { id: 'ben' } })
  })

  it('tells somebody who may not see the process nothing of it', async () => {
    const { before, after } = await deploy(second({}))
    const newer = await after.start('leave', 'start', { hours: 3 })
    const zoe = { id: 'zoe', name: 'Zoe', permissions: [] }
    await expect(before.command(newer, 'cancelProcess', { by: zoe })).rejects.toMatchObject({
      code: 'PROCESS_NOT_FOUND',
    })
  })
})

describe.each(databases)('what was done under an old name on %s', (database) => {
  const booking = (name: 'book' | 'reserve') =>
    flow('trip', {
      moved: (name === 'reserve' ? { book: 'reserve' } : {}) as {},
      data: z.object({ log: z.array(z.string()).default([]) }),
      nodes: (n: any) => ({
        start: n.startHandle(z.object({}), () => ({})).next(name),
        [name]: n
          .view({ fields: [] })
          .compensateWith((visit: any) => void visit.process.data.log.push('taken back'))
          .next('pay'),
        pay: n.view({ fields: [] }).next('who'),
        who: n
          .function(async (visit: any) => void visit.process.data.log.push(`by ${await visit.doneBy(name)}`))
          .next('undo'),
        undo: n.compensate().next('done'),
        done: n.end(),
      }),
    } as any) as AnyFlow

  it('is compensated, and known by who did it, under the new one', async () => {
    const before = await open({ flows: [booking('book')], database })
    onTestFinished(() => before.close())
    const ben: Actor = { id: 'ben', name: 'Ben', permissions: [] }
    const process = await before.start('trip', 'start', {})
    const [book] = await before.tasks({ process, node: 'book' })
    await before.command(book!, 'assign', { by: ben })
    await before.command(book!, 'complete', { by: ben, input: {} })
    const after = await open({ flows: [booking('reserve')], database: before.place, onWarning: () => {} })
    onTestFinished(() => after.handover.close())
    await after.command((await after.tasks({ process, node: 'pay' }))[0]!, 'complete', { input: {} })
    expect(await after.process(process)).toMatchObject({ status: 'done', data: { log: ['by ben', 'taken back'] } })
    expect((await after.tasks({ process, node: 'reserve' }))[0]).toMatchObject({
      status: 'done',
      reason: 'compensated',
    })
  })
})
