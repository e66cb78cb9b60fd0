/** What holds of the store itself: migrations, numbers, definitions, its end. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../storage/store.ts'
import type { MakeStore, Subject } from '../store-contract.ts'
import { actor, processSample, begun } from './samples.ts'

export function wholeStoreContract(subject: Subject, makeStore: MakeStore): void {
  const { store } = subject
  const withEmpty = async (body: (store: Store, another: () => Promise<Store>) => Promise<void>) => {
    const made = await makeStore()
    try {
      await body(made.store, made.another)
    } finally {
      await made.drop()
    }
  }

  describe('migrations', () => {
    test('are missing in an empty database, which says so at every door', () =>
      withEmpty(async (empty) => {
        const [pending] = [await empty.pendingMigrations()]
        expect(pending.length).toBeGreaterThan(0)
        const refusal = { code: 'STORE_NOT_MIGRATED', details: { place: empty.place, missing: pending.length } }
        await expect(empty.check()).rejects.toMatchObject(refusal)
        await expect(empty.takeNumbers(1)).rejects.toMatchObject({ code: 'STORE_NOT_MIGRATED' })
        await expect(empty.read.process(randomUUID())).rejects.toMatchObject({ code: 'STORE_NOT_MIGRATED' })
        await expect(empty.begin().load({ process: randomUUID() })).rejects.toMatchObject({
          code: 'STORE_NOT_MIGRATED',
        })
        await expect(empty.begin().write([begun(processSample(1))])).rejects.toMatchObject({
          code: 'STORE_NOT_MIGRATED',
        })
      }))

    test('are applied once, though several servers do it at once and again', () =>
      withEmpty(async (empty, another) => {
        const stores = [empty, await another(), await another(), empty]
        const pending = await empty.pendingMigrations()
        const applied = await Promise.all(stores.map((each) => each.migrate()))
        expect(applied.flat().toSorted()).toEqual(pending)
        expect(await empty.migrate()).toEqual([])
        expect(await empty.pendingMigrations()).toEqual([])
        await empty.check()
        await Promise.all(stores.slice(1, 3).map((each) => each.close()))
      }))

    test('of a newer version are refused', () =>
      withEmpty(async (empty) => {
        await empty.migrate()
        const row = { name: '9999-from-the-future', applied_at: new Date().toISOString() }
        await empty.transaction((tx) => tx.insertInto('handover_migration').values(row).execute())
        await expect(empty.check()).rejects.toMatchObject({ code: 'STORE_TOO_NEW' })
      }))
  })

  describe('numbers', () => {
    test('are never given twice, though two stores draw them at once', async () => {
      const other = await subject.another()
      const size = 7
      const firsts = await Promise.all(
        Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? store() : other).takeNumbers(size)),
      )
      const numbers = firsts.flatMap((first) => Array.from({ length: size }, (_, i) => first + i))
      expect(new Set(numbers).size).toBe(numbers.length)
      await other.close()
    })
  })

  describe('definitions', () => {
    test('are kept once, and tell what was recorded before', async () => {
      const flow = `flow-${randomUUID()}`
      const record = (version: number, hash: string) =>
        store().recordDefinition({ flow, version, hash, graph: { nodes: [] } })
      expect(await record(1, 'a')).toEqual({ newest: null, hashOfVersion: null })
      expect(await record(1, 'a')).toEqual({ newest: 1, hashOfVersion: 'a' })
      expect(await record(1, 'b')).toEqual({ newest: 1, hashOfVersion: 'a' })
      expect(await record(3, 'c')).toEqual({ newest: 1, hashOfVersion: null })
      expect(await record(2, 'd')).toEqual({ newest: 3, hashOfVersion: null })
      const rows = await store().transaction((tx) =>
        tx.selectFrom('handover_definition').selectAll().where('flow', '=', flow).execute(),
      )
      expect(rows).toHaveLength(4)
    })
  })

  describe('a closed store', () => {
    test('takes no work, and closes again without complaint', () =>
      withEmpty(async (closing) => {
        await closing.migrate()
        const [loading, writing] = [closing.begin(), closing.begin()]
        await closing.close()
        await closing.close()
        const refusal = { code: 'STORE_CLOSED' }
        expect(() => closing.begin()).toThrow(expect.objectContaining(refusal))
        await expect(loading.load({ process: randomUUID() })).rejects.toMatchObject(refusal)
        await expect(writing.write([begun(processSample(1))])).rejects.toMatchObject(refusal)
        await expect(closing.read.tasks({ list: 'inbox', actor: actor('ben'), tenant: '' })).rejects.toMatchObject(
          refusal,
        )
        await expect(closing.takeNumbers(1)).rejects.toMatchObject(refusal)
        await expect(closing.migrate()).rejects.toMatchObject(refusal)
        await expect(closing.transaction(async () => 1)).rejects.toMatchObject(refusal)
        await expect(closing.check()).rejects.toMatchObject(refusal)
      }))
  })

  describe('the clock', () => {
    test('is near to this machine’s own', () => {
      expect(Math.abs(store().now().getTime() - Date.now())).toBeLessThan(2000)
    })
  })
}
