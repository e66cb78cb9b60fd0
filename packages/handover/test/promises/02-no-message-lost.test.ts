import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { open, type Driver } from '../driver.ts'
import { databases } from './databases.ts'
import { pause } from './pause.ts'
import { complaint, guest, order, porter } from './waiting.ts'

const flows = [complaint, guest, order, porter]

describe.each(databases)('no message and no signal is lost or given twice, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows, database })
  })
  afterAll(() => driver.close())

  const outbox = async () => (await driver.dump())['handover_outbox']!

  async function hold(id: string, wants: number, server = driver) {
    const process = await server.start('order', 'start', { id, wants })
    const [task] = await server.tasks({ process, node: 'hold' })
    return { process, release: () => server.command(task!, 'complete', { input: {} }) }
  }
  async function waitFor(id: string, wants: number, server = driver) {
    const { process, release } = await hold(id, wants, server)
    await release()
    return process
  }
  const pay = (key: string, amount: number, more: object = {}) =>
    driver.handover.message('paid', { key, payload: { amount }, ...more })
  const paid = async (process: { id: string }) =>
    ((await driver.process(process)).data as { paid: readonly number[] }).paid

  describe('a message', () => {
    it('reaches the process that waits for its key, and no other', async () => {
      const [id, other] = [randomUUID(), randomUUID()]
      const [process, stranger] = [await waitFor(id, 1), await waitFor(other, 1)]
      await pay(id, 5)
      await driver.idle()
      expect(await driver.process(process)).toMatchObject({ status: 'done', data: { paid: [5] } })
      expect(await driver.process(stranger)).toMatchObject({ status: 'running', data: { paid: [] } })
    })

    it('reaches one of several who wait for it: the one who waits longest', async () => {
      const id = randomUUID()
      const processes = [await waitFor(id, 1), await waitFor(id, 1)]
      await pay(id, 5)
      await driver.idle()
      expect(await Promise.all(processes.map(paid))).toEqual([[5], []])
      await pay(id, 6)
      await driver.idle()
      expect(await Promise.all(processes.map(paid))).toEqual([[5], [6]])
    })

    it('is kept until somebody waits for it, in the order in which they came', async () => {
      const id = randomUUID()
      for (const amount of [1, 2, 3]) await pay(id, amount)
      await driver.idle()
      const process = await waitFor(id, 4)
      await pay(id, 4)
      await driver.idle()
      expect(await driver.process(process)).toMatchObject({ status: 'done', data: { paid: [1, 2, 3, 4] } })
    })

    it('is given right after the one before it', async () => {
      const id = randomUUID()
      const process = await waitFor(id, 5)
      await Promise.all([1, 2, 3, 4, 5].map((amount) => pay(id, amount)))
      await expect.poll(async () => (await paid(process)).length, { timeout: 2500 }).toBe(5)
    })

    it('is not kept longer than it says', async () => {
      const id = randomUUID()
      await pay(id, 1, { ttl: '1 h' })
      await pay(id, 2, { ttl: '3 h' })
      await driver.idle()
      await driver.advanceClock('2 h')
      const process = await waitFor(id, 1)
      await driver.idle()
      expect(await paid(process)).toEqual([2])
      expect((await driver.dump())['handover_message']).toEqual([])
    })

    it.each(Array.from({ length: 20 }, (_, n) => n))(
      'that comes when somebody begins to wait reaches them (race %i)',
      async (n) => {
        const id = randomUUID()
        const { process, release } = await hold(id, 1)
        const late = async (work: () => Promise<unknown>, turns: number) => {
          for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate)
          await work()
        }
        await Promise.all([late(() => pay(id, n), n % 5), late(release, Math.floor(n / 5))])
        await driver.idle()
        expect(await driver.process(process)).toMatchObject({ status: 'done', data: { paid: [n] } })
      },
    )

    it('that is kept just when somebody begins to wait reaches them at once', async () => {
      const id = randomUUID()
      const { process, release } = await hold(id, 1)
      const { messages } = driver.handover.store
      const keep = messages.keep.bind(messages)
      // Nobody waited when it came; now they do, and find nothing kept yet.
      const spy = vi.spyOn(messages, 'keep').mockImplementation(async (...given) => {
        await release()
        await pause(100)
        await keep(...given)
      })
      await pay(id, 1)
      await expect.poll(() => paid(process), { timeout: 2500 }).toEqual([1])
      expect(spy).toHaveBeenCalledOnce()
      spy.mockRestore()
    })

    it('is not given to a task that waits for another by now', async () => {
      const [id, other] = [randomUUID(), randomUUID()]
      const process = await waitFor(other, 1)
      const { messages } = driver.handover.store
      const [stands] = await messages.subscriptions({ tenant: '', kind: 'message', name: 'paid', key: other })
      const spy = vi.spyOn(messages, 'subscriptions').mockResolvedValue([{ ...stands!, key: id }])
      await pay(id, 1)
      await driver.idle()
      expect(spy).toHaveBeenCalled()
      spy.mockRestore()
      expect(await paid(process)).toEqual([])
      const late = await waitFor(id, 1)
      await driver.idle()
      expect(await paid(late)).toEqual([1])
    })

    it('that does not fit leaves the task in error, and is gone', async () => {
      const id = randomUUID()
      const process = await waitFor(id, 1)
      await driver.handover.message('paid', { key: id, payload: { amount: 'much' } })
      await driver.idle()
      expect(await driver.tasks({ process, node: 'pay' })).toMatchObject([
        { status: 'error', error: { code: 'INPUT_INVALID' } },
      ])
      expect(await outbox()).toEqual([])
    })

    it('begins a process when nobody waits for it', async () => {
      const text = randomUUID()
      await driver.handover.message('complaint', { payload: { text } })
      await driver.idle()
      const { items } = await driver.handover.processes.list({ flow: complaint, where: { text } })
      expect(items).toMatchObject([{ status: 'running', startedBy: null }])
    })

    it('that joins a transaction is sent with it, or not at all', async () => {
      const id = randomUUID()
      const process = await waitFor(id, 1)
      await expect(
        driver.transaction(async (tx) => {
          await pay(id, 1, { tx })
          throw new Error('undone')
        }),
      ).rejects.toThrow('undone')
      await driver.transaction((tx) => pay(id, 2, { tx }))
      await driver.idle()
      expect(await paid(process)).toEqual([2])
    })

    it('of a transaction that nobody told us of is found by itself', async () => {
      const id = randomUUID()
      const process = await waitFor(id, 1)
      await driver.transaction((tx) => pay(id, 1, { tx }))
      await expect.poll(() => paid(process), { timeout: 5000 }).toEqual([1])
    })
  })

  describe('a signal', () => {
    it('reaches all who wait for it, once, and begins what begins with it', async () => {
      const guests = await Promise.all([1, 2, 3].map(() => driver.start('guest', 'start', {})))
      const text = randomUUID()
      await driver.handover.signal('bell', text)
      await driver.idle()
      for (const process of guests) expect(await driver.process(process)).toMatchObject({ data: { heard: [text] } })
      expect((await driver.handover.processes.list({ flow: porter, where: { text } })).items).toHaveLength(1)
      const late = await driver.start('guest', 'start', {})
      await driver.idle()
      expect(await driver.process(late)).toMatchObject({ data: { heard: [] } })
    })

    it('reaches a process also that somebody holds locked', async () => {
      const process = await driver.start('guest', 'start', {})
      const [sit] = await driver.tasks({ process, node: 'sit' })
      const text = randomUUID()
      let isLocked = () => {}
      const locked = new Promise<void>((resolve) => (isLocked = resolve))
      const held = driver.transaction(async (tx) => {
        await driver.command(sit!.id, 'complete', { input: {}, tx })
        isLocked()
        await pause(400)
      })
      await locked
      const sent = driver.handover.signal('bell', text)
      await Promise.all([held, sent])
      await driver.idle()
      expect(await driver.process(process)).toMatchObject({ status: 'done', data: { heard: [text] } })
    })

    it('to a suspended process is held back until that is resumed', async () => {
      const [process, other] = [await driver.start('guest', 'start', {}), await driver.start('guest', 'start', {})]
      await driver.handover.processes.suspend(process.id)
      const text = randomUUID()
      await driver.handover.signal('bell', text)
      await driver.idle()
      expect(await driver.process(other)).toMatchObject({ data: { heard: [text] } })
      expect(await driver.process(process)).toMatchObject({ data: { heard: [] } })
      await driver.handover.processes.resume(process.id)
      await driver.idle()
      expect(await driver.process(process)).toMatchObject({ data: { heard: [text] } })
      expect(await outbox()).toEqual([])
    })
  })

  it('after a crash a message and who waits for it are brought together', async () => {
    const dying = await open({ flows, database, work: false })
    try {
      // Kept by one server that then dies; another that does not work begins to wait for it.
      const keeping = await open({ flows, database: dying.place })
      await keeping.handover.message('paid', { key: 'o1', payload: { amount: 5 } })
      await keeping.idle()
      await keeping.close()
      const process = await waitFor('o1', 1, dying)
      expect(await dying.process(process)).toMatchObject({ status: 'running' })
      const next = await open({ flows, database: dying.place })
      await next.idle()
      expect(await dying.process(process)).toMatchObject({ status: 'done', data: { paid: [5] } })
      await next.close()
    } finally {
      await dying.close()
    }
  })
})
