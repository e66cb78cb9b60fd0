/** What holds of claims: several servers share what is due, and each has rows of its own for as long as it lives. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Claim, Delivery, Store } from '../../storage/store.ts'
import type { Subject } from '../store-contract.ts'
import { begun, codesOf, deliverySample, later, noon, processSample, start, taskSample } from './samples.ts'

const at = (milliseconds: number): Date => new Date(later(milliseconds))
const claimBy = (by: string, more: Partial<Claim> = {}): Claim => ({
  by,
  now: at(0),
  until: at(1000),
  limit: 100,
  ...more,
})

export function claimsContract({ withEmpty, next }: Subject): void {
  const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).toSorted()
  const jobs = (count: number, more: Partial<Delivery> = {}) =>
    Array.from({ length: count }, () => deliverySample({ kind: 'job', process: randomUUID(), ...more }))
  const written = async (store: Store, deliveries: readonly Delivery[]) => {
    await store.begin().write([], { deliveries })
    return deliveries
  }

  describe('a claim', () => {
    test('gives each row to one server, with its name, up to a limit, longest due first', () =>
      withEmpty(async (empty) => {
        const [late, early, soon] = await written(empty, [
          deliverySample({ dueAt: later(-10) }),
          deliverySample({ dueAt: later(-30) }),
          deliverySample({ dueAt: later(10) }),
        ])
        const first = await empty.outbox.claim(claimBy('one', { limit: 1 }), 'others')
        expect(first).toEqual([{ ...early, claimedBy: 'one', claimedUntil: later(1000) }])
        expect(await empty.outbox.get(early!.id)).toEqual(first[0])
        expect(idsOf(await empty.outbox.claim(claimBy('two'), 'others'))).toEqual([late!.id])
        expect(await empty.outbox.claim(claimBy('three'), 'others')).toEqual([])
        expect(await empty.outbox.due(at(0), 10, 'others')).toEqual([])
        expect(await empty.outbox.nextAt()).toEqual(new Date(soon!.dueAt))
      }))

    test('ends when it is not renewed; one that is renewed goes on', () =>
      withEmpty(async (empty) => {
        const [kept, lost] = await written(empty, [deliverySample(), deliverySample()])
        await empty.outbox.claim(claimBy('one'), 'others')
        expect(await empty.outbox.renew({ by: 'one', until: at(5000) }, [kept!.id])).toEqual([kept!.id])
        const later1 = claimBy('two', { now: at(1000), until: at(3000) })
        expect(idsOf(await empty.outbox.claim(later1, 'others'))).toEqual([lost!.id])
        expect(await empty.outbox.renew({ by: 'one', until: at(9000) }, [kept!.id, lost!.id])).toEqual([kept!.id])
        expect(await empty.outbox.renew({ by: 'one', until: at(9000) }, [])).toEqual([])
      }))

    test('is given back by who has it, and by nobody else', () =>
      withEmpty(async (empty) => {
        const [row] = await written(empty, [deliverySample()])
        await empty.outbox.claim(claimBy('one'), 'others')
        await empty.outbox.giveBack('two', [row!.id])
        expect(await empty.outbox.due(at(0), 10, 'others')).toEqual([])
        await empty.outbox.giveBack('one', [row!.id])
        expect(await empty.outbox.due(at(0), 10, 'others')).toEqual([row])
        await empty.outbox.giveBack('one', [])
      }))

    test('is over after an attempt that failed', () =>
      withEmpty(async (empty) => {
        const [row] = await written(empty, [deliverySample()])
        await empty.outbox.claim(claimBy('one'), 'others')
        const change = { attempts: 1, error: 'it broke', dueAt: later(5), isDead: false }
        await empty.outbox.change(row!.id, change)
        expect(await empty.outbox.due(at(5), 10, 'others')).toEqual([{ ...row, ...change }])
      }))

    test('may stand in the row from its birth', () =>
      withEmpty(async (empty) => {
        const [row] = await written(empty, [deliverySample({ claimedBy: 'one', claimedUntil: later(1000) })])
        expect(await empty.outbox.claim(claimBy('two'), 'others')).toEqual([])
        const taken = await empty.outbox.claim(claimBy('two', { now: at(1000), until: at(2000) }), 'others')
        expect(idsOf(taken)).toEqual([row!.id])
      }))

    test('says how far it is, which others read', () =>
      withEmpty(async (empty) => {
        const [row] = await written(empty, jobs(1))
        await empty.outbox.claim(claimBy('one'), 'jobs')
        await empty.outbox.tell('one', row!.id, { done: 0.5, note: 'half' })
        await empty.outbox.tell('two', row!.id, { done: 1, note: null })
        expect(await empty.outbox.get(row!.id)).toMatchObject({ progress: { done: 0.5, note: 'half' } })
        const silent = await written(empty, jobs(1))
        const told = await empty.outbox.progress([...idsOf([row!, ...silent]), randomUUID(), 'no id'])
        expect([...told]).toEqual([[row!.id, { done: 0.5, note: 'half' }]])
      }))

    test('of many servers at once share what is due, and nothing is had twice', () =>
      withEmpty(async (empty) => {
        const rows = await written(empty, jobs(60))
        const servers = ['one', 'two', 'three', 'four', 'five', 'six']
        const had: string[] = []
        for (let round = 0; round < 30 && had.length < rows.length; round++) {
          const claimed = await Promise.all(servers.map((by) => empty.outbox.claim(claimBy(by, { limit: 4 }), 'jobs')))
          had.push(...claimed.flatMap(idsOf))
        }
        expect(had.toSorted()).toEqual(idsOf(rows))
      }))
  })

  describe('an action that begins with a delivery', () => {
    const begin = (store: Store, delivery: string, by: string, more: { readonly from?: string } = {}) =>
      store.begin().write([begun(processSample(next()))], {
        claims: { delivery, by, now: at(0), until: at(1000), ...more },
      })

    test('claims it with its commit; while another one has it, nothing is written', () =>
      withEmpty(async (empty) => {
        const [row] = await written(empty, jobs(1, { progress: { done: 1 } }))
        await begin(empty, row!.id, 'one')
        const claimed = { claimedBy: 'one', claimedUntil: later(1000), progress: null }
        expect(await empty.outbox.get(row!.id)).toMatchObject(claimed)
        await begin(empty, row!.id, 'one')
        const process = processSample(next())
        const write = empty.begin().write([begun(process)], {
          claims: { delivery: row!.id, by: 'two', now: at(999), until: at(5000) },
        })
        await expect(write).rejects.toMatchObject({ code: 'ALREADY_TAKEN' })
        expect(await empty.read.process(process.id)).toBeUndefined()
      }))

    test('may take it over from a queue that is named, and from whoever is not heard of any more', () =>
      withEmpty(async (empty) => {
        const [queued, old] = await written(empty, [
          ...jobs(1, { claimedBy: 'queue', claimedUntil: later(1e6) }),
          ...jobs(1, { claimedBy: 'dead', claimedUntil: noon }),
        ])
        await expect(begin(empty, queued!.id, 'one')).rejects.toMatchObject({ code: 'ALREADY_TAKEN' })
        await begin(empty, queued!.id, 'one', { from: 'queue' })
        await begin(empty, old!.id, 'one')
      }))

    test('is refused when it is gone, and of several one goes on', () =>
      withEmpty(async (empty) => {
        for (const id of [randomUUID(), 'nonsense'])
          await expect(begin(empty, id, 'one')).rejects.toMatchObject({ code: 'ALREADY_TAKEN' })
        const [row] = await written(empty, jobs(1))
        const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd'].map((by) => begin(empty, row!.id, by)))
        expect(codesOf(outcomes)).toEqual([undefined, ...Array<string>(3).fill('ALREADY_TAKEN')])
      }))
  })

  describe('jobs with a limit', () => {
    const limits = [{ name: 'bank', most: 2 }]

    test('are claimed up to it, over all servers, and others are not held up', () =>
      withEmpty(async (empty) => {
        const banking = await written(empty, jobs(9, { limit: 'bank', dueAt: later(-10) }))
        const others = await written(empty, jobs(3))
        const first = await empty.outbox.claim(claimBy('one', { limit: 4 }), 'jobs', limits)
        expect(first.filter(({ limit }) => limit === 'bank')).toHaveLength(2)
        const second = await empty.outbox.claim(claimBy('two'), 'jobs', limits)
        expect([...first, ...second].filter(({ limit }) => limit === null)).toHaveLength(others.length)
        expect([...first, ...second].filter(({ limit }) => limit === 'bank')).toHaveLength(2)
        // One is done: there is room for another.
        const done = first.find(({ limit }) => limit === 'bank')!
        await empty.outbox.replace(done.id, [])
        const third = await empty.outbox.claim(claimBy('three'), 'jobs', limits)
        expect(third).toHaveLength(1)
        expect(idsOf(banking)).toContain(third[0]!.id)
      }))

    test('are never more than that, although many servers ask at once', () =>
      withEmpty(async (empty) => {
        await written(empty, jobs(20, { limit: 'bank' }))
        const claimed = await Promise.all(
          ['a', 'b', 'c', 'd', 'e', 'f'].map((by) => empty.outbox.claim(claimBy(by), 'jobs', limits)),
        )
        expect(claimed.flat()).toHaveLength(2)
      }))

    test('that nobody knows any more hold nobody up', () =>
      withEmpty(async (empty) => {
        await written(empty, jobs(5, { limit: 'forgotten' }))
        expect(await empty.outbox.claim(claimBy('one'), 'jobs', limits)).toHaveLength(5)
      }))
  })

  describe('timers', () => {
    test('are claimed by one server, but for those it leaves to others, until they are given back or set anew', () =>
      withEmpty(async (empty) => {
        const process = processSample(next())
        const tasks = [1, 2, 3].map((n) => taskSample(process, { sequence: n, waits: { wake: later(-n) } }))
        await start(empty, process, tasks)
        const keys = tasks.map(({ id }) => id)
        const keysOf = (timers: readonly { readonly key: string }[]) => timers.map(({ key }) => key)
        expect(keysOf(await empty.timers.claim(claimBy('one', { limit: 1 }), [keys[2]!]))).toEqual([keys[1]])
        expect(keysOf(await empty.timers.claim(claimBy('two'), []))).toEqual([keys[2], keys[0]])
        expect(await empty.timers.claim(claimBy('three'), [])).toEqual([])
        await empty.timers.giveBack('two', [keys[1]!, keys[2]!])
        expect(keysOf(await empty.timers.claim(claimBy('three'), []))).toEqual([keys[2]])
        const afterwards = claimBy('four', { now: at(1000), until: at(2000) })
        expect(keysOf(await empty.timers.claim(afterwards, [])).toSorted()).toEqual(keys.toSorted())
      }))
  })
}
