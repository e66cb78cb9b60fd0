import type { Process } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { open, type Driver } from '../driver.ts'
import { databases } from './databases.ts'
import { complaint, errand, guest, household } from './waiting.ts'

const flows = [complaint, errand, guest, household]

describe.each(databases)('nothing is lost and nothing happens twice, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows, database })
  })
  afterAll(() => driver.close())

  const typesOf = async (process: { id: string }, server = driver) =>
    (await server.history(process)).map(({ type }) => type)
  const count = async (process: { id: string }, type: string, server = driver) =>
    (await typesOf(process, server)).filter((each) => each === type).length
  const outbox = async (server = driver) => (await server.dump())['handover_outbox']!
  const childrenOf = (process: { id: string }, server = driver) => server.handover.processes.children(process.id)
  const finish = async (child: Process, went: 'well' | 'wrong', server = driver) => {
    const [task] = await server.tasks({ process: child, node: 'do' })
    await server.command(task!, 'complete', { input: { went } })
  }

  describe('between a process and those that it called:', () => {
    it('each end is told once, and the last lets the caller go on', async () => {
      const process = await driver.start('household', 'start', { names: ['a', 'b', 'c'] })
      const children = await childrenOf(process)
      await Promise.all(children.map((child) => finish(child, 'well')))
      await driver.idle()
      const ended = await driver.process(process)
      expect(ended).toMatchObject({ status: 'done', outcome: 'done' })
      expect((ended.data as { back: string[] }).back.toSorted()).toEqual(['a', 'b', 'c'])
      expect(await count(process, 'child.ended')).toBe(3)
      expect(await outbox()).toEqual([])
    })

    it('a failure reaches the caller, whose other children are canceled', async () => {
      const process = await driver.start('household', 'start', { names: ['a', 'b'] })
      const [first] = await childrenOf(process)
      await finish(first!, 'wrong')
      await driver.idle()
      expect(await driver.process(process)).toMatchObject({ status: 'done', outcome: 'alarm' })
      expect((await childrenOf(process)).map(({ status }) => status)).toEqual(['failed', 'canceled'])
    })

    it('a child that is canceled is known to the caller', async () => {
      const process = await driver.start('household', 'start', { names: ['a'] })
      const [child] = await childrenOf(process)
      await driver.command(child!, 'cancelProcess')
      await driver.idle()
      expect(await count(process, 'child.ended')).toBe(1)
      expect(await driver.process(process)).not.toMatchObject({ status: 'running', attention: null })
    })

    it('the cancellation of the caller reaches its children, but those that have ended stay as they are', async () => {
      const process = await driver.start('household', 'start', { names: ['a', 'b', 'c'] })
      const children = await childrenOf(process)
      await finish(children[0]!, 'well')
      await driver.idle()
      await driver.command(process, 'cancelProcess')
      await driver.idle()
      expect((await childrenOf(process)).map(({ status }) => status)).toEqual(['done', 'canceled', 'canceled'])
      expect(await outbox()).toEqual([])
    })
  })

  describe('after a crash between a commit and what it causes:', () => {
    it('the next servers deliver it, once, although there are two of them', async () => {
      const dying = await open({ flows, database, work: false })
      try {
        const process = await dying.start('household', 'start', { names: ['a', 'b'] })
        for (const child of await childrenOf(process, dying)) await finish(child, 'well', dying)
        await dying.handover.message('complaint', { payload: { text: 'cold' } })
        expect(await outbox(dying)).toHaveLength(3)
        expect(await dying.process(process)).toMatchObject({ status: 'running' })

        const next = await Promise.all([1, 2].map(() => open({ flows, database: dying.place })))
        await Promise.all(next.map((server) => server.idle()))
        await Promise.all(next.map((server) => server.idle()))
        expect(await dying.process(process)).toMatchObject({ status: 'done', outcome: 'done' })
        expect(await count(process, 'child.ended', dying)).toBe(2)
        expect((await dying.handover.processes.list({ flow: complaint })).items).toHaveLength(1)
        expect(await outbox(dying)).toEqual([])
        for (const server of next) await server.close()
      } finally {
        await dying.close()
      }
    })
  })

  it('what a called process tells is held back while its caller is suspended', async () => {
    const process = await driver.start('household', 'start', { names: ['a'] })
    await driver.handover.processes.suspend(process.id)
    const [child] = await childrenOf(process)
    await finish(child!, 'well')
    await driver.idle()
    expect(await outbox()).toMatchObject([{ attempts: 0 }])
    await driver.handover.processes.resume(process.id)
    await driver.idle()
    expect(await driver.process(process)).toMatchObject({ status: 'done' })
  })

  describe('a durable hook', () => {
    it('hears of each event, in order, and again when it failed', async () => {
      const heard: string[] = []
      let fails = 2
      const end = driver.handover.on('*', { name: 'diary' }, ({ id, event }) => {
        if (event.type === 'task.done' && fails-- > 0) throw new Error('out of ink')
        heard.push(`${id} ${event.type}`)
      })
      const process = await driver.start('guest', 'start', {})
      await driver.advanceClock('1 min')
      end()
      const history = await driver.history(process)
      expect(heard).toEqual(history.map(({ number, type }) => `${process.id}:${number} ${type}`))
    })

    it('hears after a restart of what happened before it', async () => {
      const dying = await open({ flows, database, work: false })
      try {
        dying.handover.on('process.started', { name: 'crm' }, () => {})
        const process = await dying.start('guest', 'start', {})
        expect(await outbox(dying)).toHaveLength(1)
        const next = await open({ flows, database: dying.place })
        // It comes later than the pump: what waits for it is told then, and only once.
        await next.idle()
        const heard: string[] = []
        next.handover.on('process.started', { name: 'crm' }, (happening) => void heard.push(happening.process.id))
        await next.idle()
        expect(await outbox(dying)).toEqual([])
        expect(heard).toEqual([process.id])
        await next.close()
      } finally {
        await dying.close()
      }
    })

    it('that fails holds up neither other processes nor other hooks', async () => {
      const heard: string[] = []
      const [one, two] = [await driver.start('guest', 'start', {}), await driver.start('guest', 'start', {})]
      const ends = [
        driver.handover.on('process.canceled', { name: 'broken' }, ({ process }) => {
          if (process.id === one.id) throw new Error('never')
          heard.push('broken')
        }),
        driver.handover.on('process.canceled', { name: 'whole' }, () => void heard.push('whole')),
      ]
      for (const process of [one, two]) await driver.command(process, 'cancelProcess')
      await driver.idle()
      expect(heard.toSorted()).toEqual(['broken', 'whole', 'whole'])
      for (const end of ends) end()
    })
  })
})
