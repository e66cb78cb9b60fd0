/** What holds of a part of a unit that may fail by itself. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Unit } from '../../storage/store.ts'
import type { Subject } from '../store-contract.ts'
import { begun, moved, processSample, start, taskSample } from './samples.ts'

export function attemptsContract({ store, next }: Subject): void {
  const note = (tx: unknown, id: string) => (tx as any).insertInto('note').values({ id }).execute()
  const failing = (unit: Unit, body: () => Promise<unknown>) =>
    unit.attempt(async () => {
      await body()
      throw new Error('it failed')
    })
  const noted = async (ids: readonly string[]) => {
    const rows: readonly { id: string }[] = await store().transaction((tx) =>
      tx.selectFrom('note').select('id').where('id', 'in', ids).execute(),
    )
    return ids.map((id) => rows.some((row) => row.id === id))
  }
  const ids = (count: number) => Array.from({ length: count }, () => randomUUID())

  describe('an attempt', () => {
    test('that fails is undone alone: what was written before and after it stays, and the unit goes on', async () => {
      const process = await start(store(), processSample(next()))
      const [before, within, kept, after] = ids(4) as [string, string, string, string]
      const unit = store().begin()
      const loaded = await unit.load({ process: process.id })
      await note(unit.tx, before)
      await expect(failing(unit, () => note(unit.tx, within))).rejects.toThrow('it failed')
      expect(await unit.attempt(() => note(unit.tx, kept).then(() => 'its answer'))).toBe('its answer')
      await note(unit.tx, after)
      await unit.write([moved(loaded!.process, { createdTasks: [taskSample(process)] })])
      expect(await noted([before, within, kept, after])).toEqual([true, false, true, true])
      expect(await store().read.tasksOf(process.id)).toHaveLength(1)
    })

    test('sends nothing when it does not touch the transaction', async () => {
      const unit = store().begin()
      expect(await unit.attempt(async () => 1)).toBe(1)
      await expect(failing(unit, async () => {})).rejects.toThrow('it failed')
      expect(unit.isBegun).toBe(false)
      const process = processSample(next())
      await unit.write([begun(process)])
      expect(await store().read.process(process.id)).toBeDefined()
    })

    test('begins the unit when it is the first to touch the transaction, and does not end it', async () => {
      const [lost, kept] = ids(2) as [string, string]
      const unit = store().begin()
      await expect(failing(unit, () => note(unit.tx, lost))).rejects.toThrow('it failed')
      expect(unit.isBegun).toBe(true)
      await note(unit.tx, kept)
      await unit.write([])
      expect(await noted([lost, kept])).toEqual([false, true])
    })

    test('that fails by a statement leaves the unit usable', async () => {
      const kept = randomUUID()
      const unit = store().begin()
      const broken = unit.attempt(() => (unit.tx as any).selectFrom('nowhere').selectAll().execute())
      await expect(broken).rejects.toThrow('nowhere')
      await note(unit.tx, kept)
      await unit.write([])
      expect(await noted([kept])).toEqual([true])
    })

    test('inside of another is undone with it, or alone', async () => {
      const [a, b, c, d] = ids(4) as [string, string, string, string]
      const unit = store().begin()
      await unit.attempt(async () => {
        await note(unit.tx, a)
        await expect(failing(unit, () => note(unit.tx, b))).rejects.toThrow('it failed')
      })
      const outer = failing(unit, async () => {
        await unit.attempt(() => note(unit.tx, c))
        await note(unit.tx, d)
      })
      await expect(outer).rejects.toThrow('it failed')
      await unit.write([])
      expect(await noted([a, b, c, d])).toEqual([true, false, false, false])
    })

    test('goes with its unit', async () => {
      const id = randomUUID()
      const unit = store().begin()
      await unit.attempt(() => note(unit.tx, id))
      await unit.rollback()
      expect(await noted([id])).toEqual([false])
    })

    test('that is over takes no more: a function that goes on behind it writes nothing', async () => {
      const [late, kept] = ids(2) as [string, string]
      const unit = store().begin()
      let held: unknown
      await expect(failing(unit, async () => void (held = unit.tx))).rejects.toThrow('it failed')
      await expect(note(held, late)).rejects.toMatchObject({ code: 'TX_FOREIGN' })
      await note(unit.tx, kept)
      await unit.write([])
      expect(await noted([late, kept])).toEqual([false, true])
    })

    test('inside of a joined unit leaves what the caller wrote', async () => {
      const [callers, before, within, after] = ids(4) as [string, string, string, string]
      await store().transaction(async (tx) => {
        await note(tx, callers)
        const unit = store().begin({ join: tx })
        await note(unit.tx, before)
        await expect(failing(unit, () => note(unit.tx, within))).rejects.toThrow('it failed')
        await note(unit.tx, after)
        await unit.write([])
      })
      expect(await noted([callers, before, within, after])).toEqual([true, true, false, true])
    })

    test('inside of another, in a joined unit, is undone alone', async () => {
      const [outer, inner, within] = ids(3) as [string, string, string]
      await store().transaction(async (tx) => {
        const unit = store().begin({ join: tx })
        await unit.attempt(async () => {
          await expect(failing(unit, () => note(unit.tx, within))).rejects.toThrow('it failed')
          await note(unit.tx, outer)
          await unit.attempt(() => note(unit.tx, inner))
        })
        await unit.write([])
      })
      expect(await noted([outer, inner, within])).toEqual([true, true, false])
    })

    test('is all that a joined unit undoes, also when it is what begins it', async () => {
      const [callers, within] = ids(2) as [string, string]
      await store().transaction(async (tx) => {
        const unit = store().begin({ join: tx })
        await expect(failing(unit, () => note(unit.tx, within))).rejects.toThrow('it failed')
        await unit.write([])
        await note(tx, callers)
      })
      expect(await noted([callers, within])).toEqual([true, false])
    })
  })
}
