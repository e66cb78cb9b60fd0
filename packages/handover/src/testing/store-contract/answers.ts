/** What holds of the first answers to commands with a key. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Store, Unit } from '../../storage/store.ts'
import type { Subject } from '../store-contract.ts'
import { answerSample, begun, codesOf, deliverySample, later, moved, noon, processSample, start } from './samples.ts'

export function answersContract({ store, another, next, withEmpty }: Subject): void {
  const keptBy = (at: Store | Unit, key: string, tenant = '') =>
    ('begin' in at ? at.begin() : at).keptAnswer(tenant, key)

  describe('the answer to a command with a key', () => {
    test('is kept with a start, a command, or a row of the outbox, and read as it was', async () => {
      const answers = [
        answerSample(),
        answerSample({ answer: {} }),
        answerSample({ answer: ['ä', 1.5, null, { b: 1 }] }),
      ]
      const process = processSample(next())
      await store()
        .begin()
        .write([begun(process)], { answer: answers[0]! })
      const unit = store().begin()
      const loaded = await unit.load({ process: process.id })
      await unit.write([moved(loaded!.process)], { answer: answers[1]! })
      await store()
        .begin()
        .write([], { deliveries: [deliverySample()], answer: answers[2]! })
      for (const answer of answers) expect(await keptBy(store(), answer.key)).toEqual(answer)
      expect(await keptBy(store(), answers[0]!.key, 'other')).toBeUndefined()
      expect(await keptBy(store(), randomUUID())).toBeUndefined()
    })

    test('is looked up without beginning, and by a unit that has begun under its lock', async () => {
      const { key, ...more } = answerSample()
      const process = await start(store(), processSample(next()))
      const first = store().begin()
      expect(await keptBy(first, key)).toBeUndefined()
      expect(first.isBegun).toBe(false)
      const loaded = await first.load({ process: process.id })
      const second = store().begin()
      const waiting = second.load({ process: process.id })
      await first.write([moved(loaded!.process)], { answer: { key, ...more } })
      await waiting
      expect(await keptBy(second, key)).toEqual({ key, ...more })
      await second.rollback()
    })

    test('is the only one of its tenant under its key: what would bring a second one changes nothing', async () => {
      const answer = answerSample()
      const write = (given = answer) => {
        const process = processSample(next())
        const written = store()
          .begin()
          .write([begun(process)], { answer: given })
        return { process, written }
      }
      await write().written
      const { process, written } = write()
      await expect(written).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_TAKEN', details: { key: answer.key } })
      expect(await store().read.process(process.id)).toBeUndefined()
      await write(answerSample({ key: answer.key, tenant: 'other' })).written
    })

    test('comes from one of many that are performed at once on several stores', async () => {
      const other = await another()
      const key = randomUUID()
      const processes = Array.from({ length: 8 }, () => processSample(next()))
      const outcomes = await Promise.allSettled(
        processes.map((process, i) =>
          (i % 2 === 0 ? store() : other)
            .begin()
            .write([begun(process)], { answer: answerSample({ key, answer: { id: process.id } }) }),
        ),
      )
      expect(codesOf(outcomes)).toEqual([undefined, ...Array<string>(7).fill('IDEMPOTENCY_KEY_TAKEN')])
      const won = processes[outcomes.findIndex(({ status }) => status === 'fulfilled')]!
      expect(await keptBy(store(), key)).toMatchObject({ answer: { id: won.id } })
    })

    test('is there for who joins the same transaction, and for others when that commits', async () => {
      const [kept, lost] = [answerSample(), answerSample()]
      await store().transaction(async (tx) => {
        await store()
          .begin({ join: tx })
          .write([begun(processSample(next()))], { answer: kept })
        const unit = store().begin({ join: tx })
        expect(await keptBy(unit, kept.key)).toEqual(kept)
        await unit.rollback()
        expect(await keptBy(store(), kept.key)).toBeUndefined()
        // Refused, it leaves the transaction usable.
        const again = store().begin({ join: tx })
        await expect(again.write([begun(processSample(next()))], { answer: kept })).rejects.toMatchObject({
          code: 'IDEMPOTENCY_KEY_TAKEN',
        })
      })
      expect(await keptBy(store(), kept.key)).toEqual(kept)
      const undone = store().transaction(async (tx) => {
        await store()
          .begin({ join: tx })
          .write([begun(processSample(next()))], { answer: lost })
        throw new Error('changed my mind')
      })
      await expect(undone).rejects.toThrow('changed my mind')
      expect(await keptBy(store(), lost.key)).toBeUndefined()
    })

    test('is forgotten by age, oldest first, in batches', () =>
      withEmpty(async (empty) => {
        const answers = [3, 1, 2, 4].map((at) => answerSample({ createdAt: later(at), tenant: `tenant ${at}` }))
        for (const answer of answers) await empty.begin().write([], { answer })
        const left = async () => {
          const found = await Promise.all(answers.map(({ key, tenant }) => keptBy(empty, key, tenant)))
          return found.flatMap((each) => (each === undefined ? [] : Date.parse(each.createdAt) - Date.parse(noon)))
        }
        const before = new Date(later(4))
        expect(await empty.answers.forget(before, 2)).toBe(2)
        expect(await left()).toEqual([3, 4])
        expect(await empty.answers.forget(before, 2)).toBe(1)
        expect(await empty.answers.forget(before, 2)).toBe(0)
        expect(await left()).toEqual([4])
      }))
  })
}
