/** What holds of deliveries: written with their cause, taken with what they cause. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Delivery } from '../../storage/store.ts'
import type { Subject } from '../store-contract.ts'
import {
  act,
  begun,
  codesOf,
  deliverySample,
  later,
  messageSample,
  moved,
  noon,
  processSample,
  start,
} from './samples.ts'

export function outboxContract({ store, another, next, withEmpty }: Subject): void {
  const send = (...deliveries: readonly Delivery[]) => store().begin().write([], { deliveries })
  const due = async (among: readonly Delivery[], now = later(1000)) => {
    const ids = new Set(among.map(({ id }) => id))
    const sorts = ['jobs', 'others'] as const
    const found = await Promise.all(sorts.map((sort) => store().outbox.due(new Date(now), 10_000, sort)))
    return found.flat().filter(({ id }) => ids.has(id))
  }
  const idsOf = (deliveries: readonly Delivery[]) => deliveries.map(({ id }) => id)
  const inOrder = (count: number) => Array.from({ length: count }, () => randomUUID()).toSorted()

  describe('the outbox', () => {
    test('gets its deliveries with the action that causes them, and gives them back as they were', async () => {
      const process = processSample(next(), { tenant: 'one' })
      const sent = [
        deliverySample({ tenant: 'two', process: randomUUID(), lane: 'a', payload: [{ deep: null }], error: 'why' }),
        deliverySample({ payload: null, attempts: 3, createdAt: later(-5) }),
        deliverySample({ payload: 'text' }),
      ]
      await store()
        .begin()
        .write([begun(processSample(next())), begun(process)], { deliveries: sent })
      expect((await due(sent)).toSorted(byId)).toEqual(sent.toSorted(byId))
      expect(await store().outbox.get(sent[0]!.id)).toEqual(sent[0])
      expect(await store().outbox.get('nonsense')).toBeUndefined()

      const lost = deliverySample()
      const unit = store().begin()
      const loaded = await unit.load({ process: process.id })
      const stale = { ...moved(loaded!.process), events: begun(process).events }
      await expect(unit.write([stale], { deliveries: [lost] })).rejects.toMatchObject({ code: 'TX_RETRY' })
      expect(await due([lost])).toEqual([])
    })

    test('gives those that are due, longest first, up to a limit, jobs and others apart', () =>
      withEmpty(async (empty) => {
        const [third, first, later5, second] = [30, 10, 5000, 20].map((at) => deliverySample({ dueAt: later(at) }))
        const job = deliverySample({ kind: 'job', dueAt: later(0) })
        await empty.begin().write([], { deliveries: [third!, first!, later5!, second!, job] })
        const now = new Date(later(100))
        expect(idsOf(await empty.outbox.due(now, 10, 'others'))).toEqual(idsOf([first!, second!, third!]))
        expect(idsOf(await empty.outbox.due(now, 2, 'others'))).toEqual(idsOf([first!, second!]))
        expect(idsOf(await empty.outbox.due(now, 10, 'jobs'))).toEqual(idsOf([job]))
        expect(await empty.outbox.due(new Date(later(-1)), 10, 'others')).toEqual([])
        expect(idsOf(await empty.outbox.due(new Date(later(10)), 10, 'others'))).toEqual(idsOf([first!]))
      }))

    test('knows when the next one is due, dead, blocked and held ones apart', () =>
      withEmpty(async (empty) => {
        expect(await empty.outbox.nextAt()).toBeNull()
        const [older, newer] = inOrder(2) as [string, string]
        const suspended = await start(empty, processSample(next(), { suspendedAt: noon }))
        const deliveries = [
          deliverySample({ dueAt: later(1), isDead: true }),
          deliverySample({ dueAt: later(2), lane: 'a', id: newer }),
          deliverySample({ dueAt: later(3), process: suspended.id }),
          deliverySample({ dueAt: later(4), kind: 'job' }),
          deliverySample({ dueAt: later(9), lane: 'a', id: older }),
        ]
        await empty.begin().write([], { deliveries })
        expect(await empty.outbox.nextAt()).toEqual(new Date(later(4)))
      }))

    test('delivers a lane one after the other, in the order of the ids; a dead one lets the others pass', async () => {
      const [a1, a2, b1, none1] = inOrder(4) as [string, string, string, string]
      const sent = [
        deliverySample({ id: a2, lane: `a ${a1}`, dueAt: later(-10) }),
        deliverySample({ id: a1, lane: `a ${a1}` }),
        deliverySample({ id: b1, lane: `b ${a1}` }),
        deliverySample({ id: none1 }),
      ]
      await send(...sent)
      const seen = async () => idsOf(await due(sent)).toSorted()
      expect(await seen()).toEqual([a1, b1, none1])
      const failed = { attempts: 1, error: 'it broke', dueAt: later(5000), isDead: false }
      await store().outbox.change(a1, failed)
      expect(await seen()).toEqual([b1, none1])
      await store().outbox.change(a1, { ...failed, isDead: true })
      expect(await seen()).toEqual([a2, b1, none1])
      await store().outbox.change(a1, { ...failed, dueAt: noon })
      await store().outbox.replace(a1, [])
      expect(await seen()).toEqual([a2, b1, none1])
    })

    test('holds back what is for a suspended process', async () => {
      const process = await start(store(), processSample(next()))
      const sent = [deliverySample({ process: process.id }), deliverySample({ process: randomUUID() })]
      await send(...sent)
      const suspend = (suspendedAt: string | null) =>
        act(store(), process.id, (loaded) => moved(loaded, { process: { ...loaded, suspendedAt } }))
      await suspend(noon)
      expect(idsOf(await due(sent))).toEqual([sent[1]!.id])
      await suspend(null)
      expect(idsOf(await due(sent)).toSorted()).toEqual(idsOf(sent).toSorted())
    })

    test('changes one after an attempt, and none that is gone', async () => {
      const [sent, other] = [deliverySample(), deliverySample()]
      await send(sent, other)
      const change = { attempts: 2, error: 'it broke', dueAt: later(500), isDead: false }
      await store().outbox.change(sent.id, change)
      expect(await due([sent, other], later(500))).toEqual([other, { ...sent, ...change }])
      expect(await due([sent, other], later(499))).toEqual([other])
      for (const id of [randomUUID(), 'nonsense']) await store().outbox.change(id, change)
    })

    test('replaces one by others at once, or not at all', async () => {
      const [one, ...others] = [deliverySample(), deliverySample(), deliverySample()]
      await send(one!)
      await store().outbox.replace(one!.id, others)
      expect((await due([one!, ...others])).toSorted(byId)).toEqual(others.toSorted(byId))
      const again = deliverySample()
      for (const id of [one!.id, 'nonsense'])
        await expect(store().outbox.replace(id, [again])).rejects.toMatchObject({ code: 'ALREADY_TAKEN' })
      // The new ones cannot be written: the old one stays.
      await expect(store().outbox.replace(others[0]!.id, [again, others[1]!])).rejects.toThrow(/unique/i)
      expect(idsOf(await due([again, ...others])).toSorted()).toEqual(idsOf(others).toSorted())
    })

    test('lists incidents of a tenant, newest first, also of one process', async () => {
      const tenant = `tenant ${next()}`
      const process = randomUUID()
      const dead = (at: number, more: Partial<Delivery> = {}) =>
        deliverySample({ tenant, isDead: true, createdAt: later(at), ...more })
      const [two, one, three] = [dead(2, { process }), dead(1), dead(3)]
      await send(two, one, three, dead(4, { tenant: 'other' }), deliverySample({ tenant }))
      const { items, next: cursor } = await store().outbox.dead({ tenant, limit: 2 })
      expect(items).toEqual([three, two])
      expect(await store().outbox.dead({ tenant, limit: 2, cursor })).toEqual({ items: [one], next: null })
      expect((await store().outbox.dead({ tenant, process })).items).toEqual([two])
      expect((await store().outbox.dead({ tenant, process: 'nonsense' })).items).toEqual([])
      expect(await due([one, two, three])).toEqual([])
    })
  })

  describe('what an action takes', () => {
    test('is gone with its commit', async () => {
      const [delivery, message] = [deliverySample(), messageSample({ name: randomUUID() })]
      await send(delivery)
      const brought = deliverySample()
      await send(brought)
      await store().messages.keep(message, { delivery: brought.id })
      const process = processSample(next())
      const takes = { delivery: delivery.id, message: message.id }
      await store()
        .begin()
        .write([begun(process)], { takes })
      expect(await due([delivery, brought])).toEqual([])
      expect(await store().messages.kept({ ...message, now: new Date(noon) })).toEqual([])
      expect(await store().read.process(process.id)).toBeDefined()
    })

    test('and is not there any more undoes the whole action', async () => {
      const process = await start(store(), processSample(next()))
      const timer = { key: 'start:nowhere/at all', dueAt: noon }
      const takings = [
        { delivery: randomUUID() },
        { delivery: 'x' },
        { message: randomUUID() },
        { message: 'x' },
        { timer },
      ]
      for (const takes of takings) {
        const [there, sent, child] = [deliverySample(), deliverySample(), processSample(next())]
        await send(there)
        const unit = store().begin()
        const loaded = await unit.load({ process: process.id })
        const attempt = unit.write([moved(loaded!.process), begun(child)], {
          takes: { delivery: there.id, ...takes },
          deliveries: [sent],
        })
        await expect(attempt).rejects.toMatchObject({ code: 'ALREADY_TAKEN' })
        const own = store().begin()
        await expect(own.write([begun(child)], { takes })).rejects.toMatchObject({ code: 'ALREADY_TAKEN' })
        expect(await store().read.process(child.id)).toBeUndefined()
        expect(idsOf(await due([there, sent]))).toEqual([there.id])
      }
      expect(await store().read.history(process.id, {})).toHaveLength(1)
      await act(store(), process.id, (loaded) => moved(loaded))
    })

    test('leaves the caller’s transaction usable when it is gone', async () => {
      const id = randomUUID()
      await store().transaction(async (tx) => {
        const unit = store().begin({ join: tx })
        const write = unit.write([begun(processSample(next()))], { takes: { delivery: randomUUID() } })
        await expect(write).rejects.toMatchObject({ code: 'ALREADY_TAKEN' })
        await tx.insertInto('note').values({ id }).execute()
      })
      const notes = await store().transaction((tx) => tx.selectFrom('note').selectAll().where('id', '=', id).execute())
      expect(notes).toHaveLength(1)
    })

    test('goes to one of many who want it, on several stores at once', async () => {
      const other = await another()
      const delivery = deliverySample()
      await send(delivery)
      const processes = Array.from({ length: 12 }, () => processSample(next()))
      const outcomes = await Promise.allSettled(
        processes.map((process, i) =>
          (i % 2 === 0 ? store() : other).begin().write([begun(process)], { takes: { delivery: delivery.id } }),
        ),
      )
      expect(codesOf(outcomes)).toEqual([undefined, ...Array<string>(11).fill('ALREADY_TAKEN')])
      const found = await Promise.all(processes.map(({ id }) => store().read.process(id)))
      expect(found.filter((process) => process !== undefined)).toHaveLength(1)
      await other.close()
    })
  })
}

const byId = (one: Delivery, other: Delivery) => (one.id < other.id ? -1 : 1)
