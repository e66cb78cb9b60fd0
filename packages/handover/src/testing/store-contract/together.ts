/** What holds of processes that know of each other: by a key of their caller, or by the task that called them. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Subject } from '../store-contract.ts'
import { begun, codesOf, later, processSample, start } from './samples.ts'

export function togetherContract({ store, another, next }: Subject): void {
  describe('a start with a key', () => {
    test('is the only one of its flow and tenant with that key; others are not disturbed', async () => {
      const startKey = randomUUID()
      const first = await start(store(), processSample(next(), { startKey }))
      const second = store().begin()
      await expect(second.write([begun(processSample(next(), { startKey }))])).rejects.toMatchObject({
        code: 'START_KEY_TAKEN',
        details: { flow: 'leave-request', key: startKey },
      })
      await second.rollback()
      const others = [{ flow: 'expenses' }, { tenant: 'other' }, { startKey: randomUUID() }]
      for (const more of others) await start(store(), processSample(next(), { startKey, ...more }))
      await start(store(), processSample(next()))
      await start(store(), processSample(next()))
      expect(await store().read.startedWith('', 'leave-request', startKey)).toEqual(first)
      expect(await store().read.startedWith('', 'leave-request', randomUUID())).toBeUndefined()
    })

    test('goes to one of many that come at once on several stores, and takes none of its neighbors along', async () => {
      const other = await another()
      const startKeys = [randomUUID(), randomUUID(), null]
      const processes = Array.from({ length: 24 }, (_, i) =>
        processSample(next(), { startKey: startKeys[i % 3]!, flow: 'raced' }),
      )
      const outcomes = await Promise.allSettled(
        processes.map((process, i) => (i % 2 === 0 ? store() : other).begin().write([begun(process)])),
      )
      for (const startKey of startKeys.slice(0, 2)) {
        const ofKey = outcomes.filter((_, i) => processes[i]!.startKey === startKey)
        expect(codesOf(ofKey)).toEqual([undefined, ...Array<string>(7).fill('START_KEY_TAKEN')])
        const won = processes.find((each, i) => each.startKey === startKey && outcomes[i]!.status === 'fulfilled')
        expect((await store().read.startedWith('', 'raced', startKey!))!.id).toBe(won!.id)
      }
      expect(outcomes.filter((each, i) => i % 3 === 2 && each.status === 'rejected')).toEqual([])
      await other.close()
    })

    test('that is refused leaves the caller’s transaction usable', async () => {
      const startKey = randomUUID()
      await start(store(), processSample(next(), { startKey }))
      const process = processSample(next())
      await store().transaction(async (tx) => {
        const unit = store().begin({ join: tx })
        const write = unit.write([begun(processSample(next(), { startKey }))])
        await expect(write).rejects.toMatchObject({ code: 'START_KEY_TAKEN' })
        await store()
          .begin({ join: tx })
          .write([begun(process)])
      })
      expect(await store().read.process(process.id)).toBeDefined()
    })
  })

  describe('the processes that a task called', () => {
    test('are found oldest first, and nobody else’s', async () => {
      const parentTask = randomUUID()
      const [second, first] = [2, 1].map((at) => processSample(next(), { parentTask, createdAt: later(at) }))
      await store()
        .begin()
        .write([begun(second!), begun(first!), begun(processSample(next(), { parentTask: randomUUID() }))])
      expect((await store().read.children(parentTask)).map(({ id }) => id)).toEqual([first!.id, second!.id])
      for (const none of [randomUUID(), 'nonsense']) expect(await store().read.children(none)).toEqual([])
    })
  })
}
