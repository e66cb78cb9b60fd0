/** What holds of a unit inside the caller's own transaction. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Subject } from '../store-contract.ts'
import { begun, eventSample, moved, processSample, start, taskSample } from './samples.ts'

export function joiningContract({ store, next }: Subject): void {
  describe('a joined unit', () => {
    test('commits with the caller, and not before', async () => {
      const process = processSample(next())
      await store().transaction(async (tx) => {
        const unit = store().begin({ join: tx })
        await tx.insertInto('note').values({ id: process.id }).execute()
        await unit.write([begun(process, [taskSample(process)])])
        expect(await store().read.process(process.id)).toBeUndefined()
      })
      expect(await store().read.process(process.id)).toBeDefined()
    })

    test('goes when the caller rolls back', async () => {
      const [fresh, old] = [processSample(next()), await start(store(), processSample(next()))]
      const attempt = store().transaction(async (tx) => {
        await store()
          .begin({ join: tx })
          .write([begun(fresh)])
        const unit = store().begin({ join: tx })
        const loaded = await unit.load({ process: old.id })
        await unit.write([moved(loaded!.process)])
        throw new Error('changed my mind')
      })
      await expect(attempt).rejects.toThrow('changed my mind')
      expect(await store().read.process(fresh.id)).toBeUndefined()
      expect(await store().read.history(old.id, {})).toHaveLength(1)
    })

    test('that is refused leaves the caller’s transaction usable, without what its functions wrote', async () => {
      const old = await start(store(), processSample(next()))
      const [before, within, after] = [randomUUID(), randomUUID(), randomUUID()]
      await store().transaction(async (tx) => {
        const note = (id: string) => tx.insertInto('note').values({ id }).execute()
        await note(before)
        const unit = store().begin({ join: tx })
        expect(unit.tx).toBe(tx)
        await note(within)
        await unit.rollback()

        const missing = store().begin({ join: tx })
        expect(await missing.load({ process: randomUUID() })).toBeUndefined()

        const stale = store().begin({ join: tx })
        await stale.load({ process: old.id })
        await expect(stale.write([{ ...moved(old), events: [eventSample(old, 1)] }])).rejects.toMatchObject({
          code: 'TX_RETRY',
        })
        await note(after)
      })
      const rows = await store().transaction((tx) =>
        tx.selectFrom('note').select('id').where('id', 'in', [before, within, after]).orderBy('id').execute(),
      )
      expect((rows as { id: string }[]).map(({ id }) => id)).toEqual([before, after].toSorted())
      expect(await store().read.history(old.id, {})).toHaveLength(1)
    })

    test('is refused for what is no transaction of this store', async () => {
      const foreign = [{}, 'tx', null, (store() as unknown as { database: unknown }).database]
      for (const join of foreign)
        expect(() => store().begin({ join })).toThrow(expect.objectContaining({ code: 'TX_FOREIGN' }))
    })

    test('is refused when the transaction is over', async () => {
      let kept: unknown
      await store().transaction(async (tx) => void (kept = tx))
      const unit = store().begin({ join: kept })
      await expect(unit.load({ process: randomUUID() })).rejects.toMatchObject({ code: 'TX_FOREIGN' })
    })
  })
}
