/** Running processes whose nodes a new definition does not have: what stood on their border, and what comes for them. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { flow, type AnyFlow } from '../index.ts'
import { open, type Driver } from '../../test/driver.ts'
import { databases } from '../../test/promises/databases.ts'

describe.each(databases)('a node that is gone, on %s', (database) => {
  async function opened(flows: readonly AnyFlow[], place?: Driver['place']): Promise<Driver> {
    const driver = await open({ flows, database: place ?? database, onWarning: () => {} })
    onTestFinished(() => (place === undefined ? driver.close() : driver.handover.close()))
    return driver
  }
  const openTasks = async (driver: Driver, process: { readonly id: string }) =>
    (await driver.tasks({ process })).filter(({ finishedAt }) => finishedAt === null)

  describe('a boundary ends with its host,', () => {
    const approval = (host: 'ask' | 'approve', isLate: boolean) =>
      flow('approval', {
        version: isLate ? 1 : 2,
        data: z.object({}),
        nodes: (n: any) => ({
          start: n.startHandle(z.object({}), () => ({})).next(host),
          [host]: isLate
            ? n
                .manual()
                .onTimeout('3 days', 'late')
                .onMessage('stop', 'late', { key: () => 'k' })
                .next('done')
            : n.manual().next('done'),
          ...(isLate && { late: n.manual().next('done') }),
          done: n.end(),
        }),
      } as any) as AnyFlow

    it.each([
      ['which is there still', 'ask', 'complete', { input: {} }, 'done'],
      ['which is gone too, and moved', 'approve', 'move', { to: 'approve' }, 'running'],
      ['which is gone too, and canceled', 'approve', 'cancel', {}, 'canceled'],
    ] as const)('%s', async (_, host, command, options, status) => {
      const before = await opened([approval('ask', true)])
      const process = await before.start('approval', 'start', {})
      const after = await opened([approval(host, false)], before.place)
      const [ask] = await after.tasks({ process, node: 'ask' })
      await after.command(ask!, command, options)
      expect((await openTasks(after, process)).filter((task) => task.host !== null)).toEqual([])
      expect(await after.process(process)).toMatchObject({ status, attention: null })
      expect(await after.dump()).toMatchObject({ handover_timer: [], handover_subscription: [] })
    })
  })

  it('that was a boundary of a node which is there still needs no attention, and fires no more', async () => {
    const approval = (isLate: boolean) =>
      flow('approval', {
        version: isLate ? 1 : 2,
        data: z.object({}),
        nodes: (n) => {
          const ask = n.manual().next('done')
          return {
            start: n.startHandle(z.object({}), () => ({})).next('ask'),
            ask: isLate ? ask.onTimeout('3 days', 'done') : ask,
            done: n.end(),
          }
        },
      })
    const before = await opened([approval(true)])
    const process = await before.start('approval', 'start', {})
    await before.handover.close()
    const after = await opened([approval(false)], before.place)
    await after.command((await after.tasks({ process, node: 'ask' }))[0]!, 'assign', { to: 'ben' })
    await after.advanceClock('4 days')
    expect(await after.process(process)).toMatchObject({ status: 'running', attention: null })
  })

  describe('keeps what comes for it until a definition has it again:', () => {
    const child = flow('child', {
      data: z.object({}),
      nodes: (n: any) => ({
        start: n.startHandle(z.object({}), () => ({})).next('work'),
        work: n.handle(z.object({}), () => {}).next('done'),
        done: n.end(),
      }),
    })
    const awaits = {
      call: (n: any) => n.subprocess(child, { start: 'start', input: () => ({}) }),
      job: (n: any) => n.job(async () => ({})),
      timer: (n: any) => n.timer('1 h'),
      signal: (n: any) => n.catchSignal('closing', z.object({})),
      message: (n: any) => n.catchMessage('paid', z.object({}), { key: () => 'k' }),
    }
    const waiting = (what: keyof typeof awaits, version: number) =>
      flow('waiting', {
        version,
        moved: (version === 3 ? { waits: 'waited' } : {}) as {},
        data: z.object({}),
        nodes: (n: any) => ({
          start: n.startHandle(z.object({}), () => ({})).next('waited'),
          waited: version === 2 ? n.manual().next('done') : awaits[what](n).next('done'),
          done: n.end(),
        }),
      } as any) as AnyFlow
    const first = (what: keyof typeof awaits) =>
      flow('waiting', {
        data: z.object({}),
        nodes: (n: any) => ({
          start: n.startHandle(z.object({}), () => ({})).next('waits'),
          waits: awaits[what](n).next('done'),
          done: n.end(),
        }),
      } as any) as AnyFlow

    it.each(['call', 'job', 'timer', 'signal', 'message'] as const)('a %s', async (what) => {
      // A server that only answers: nothing is delivered while it is the only one.
      const before = await open({ flows: [first(what), child], database, work: false })
      onTestFinished(() => before.close())
      const process = await before.start('waiting', 'start', {})
      const between = await opened([waiting(what, 2), child], before.place)
      const [called] = await between.handover.processes.children(process.id)
      if (called !== undefined) await between.run(child, 'work', { process: called.id }, {})
      await between.signal('closing', {})
      await between.message('paid', { key: 'k', payload: {} })
      await between.advanceClock(what === 'timer' ? '61 min' : '1 s')
      expect(await openTasks(between, process)).toMatchObject([{ node: 'waits' }])
      expect((await between.handover.incidents.list()).items).toEqual([])
      await between.handover.close()
      const after = await open({ flows: [waiting(what, 3), child], database: before.place, ahead: '2 h' })
      onTestFinished(() => after.handover.close())
      await after.advanceClock('1 min')
      expect(await after.process(process)).toMatchObject({ status: 'done', outcome: 'done' })
    })

    it('but not when its task has been moved', async () => {
      const before = await open({ flows: [first('call'), child], database, work: false })
      onTestFinished(() => before.close())
      const process = await before.start('waiting', 'start', {})
      const after = await opened([waiting('call', 2), child], before.place)
      const [called] = await after.handover.processes.children(process.id)
      await after.run(child, 'work', { process: called!.id }, {})
      await after.idle()
      await after.command((await after.tasks({ process, node: 'waits' }))[0]!, 'move', { to: 'waited' })
      await after.advanceClock('1 min')
      expect(await openTasks(after, process)).toMatchObject([{ node: 'waited' }])
      expect(await after.dump()).toMatchObject({ handover_outbox: [] })
    })
  })
})
