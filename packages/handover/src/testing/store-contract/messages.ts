/** What holds of messages that came before anybody waited for them. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Message } from '../../storage/store.ts'
import type { Subject } from '../store-contract.ts'
import { deliverySample, later, messageSample, noon, processSample, start, taskSample } from './samples.ts'

export function messagesContract({ store, next }: Subject): void {
  const keep = async (...messages: readonly Message[]) => {
    for (const message of messages) {
      const delivery = deliverySample()
      await store()
        .begin()
        .write([], { deliveries: [delivery] })
      await store().messages.keep(message, { delivery: delivery.id })
    }
  }

  describe('a message', () => {
    test('is kept until it expires, oldest first, under its tenant, name and key', async () => {
      const name = randomUUID()
      const message = (at: number, more: Partial<Message> = {}) =>
        messageSample({ name, key: 'a', createdAt: later(at), expiresAt: later(at + 1000), ...more })
      const [second, first] = [message(2, { payload: 'text' }), message(1, { payload: null })]
      await keep(second, first, message(0, { key: 'b' }), message(0, { tenant: 'other' }))
      const kept = (at: number) => store().messages.kept({ tenant: '', name, key: 'a', now: new Date(later(at)) })
      expect(await kept(10)).toEqual([first, second])
      expect(await kept(1001)).toEqual([second])
      expect(await kept(1002)).toEqual([])
    })

    test('is kept once, with the delivery that brought it', async () => {
      const [message, delivery] = [messageSample({ name: randomUUID() }), deliverySample()]
      await store()
        .begin()
        .write([], { deliveries: [delivery] })
      await store().messages.keep(message, { delivery: delivery.id })
      expect(await store().outbox.get(delivery.id)).toBeUndefined()
      const again = { ...message, id: randomUUID() }
      await expect(store().messages.keep(again, { delivery: delivery.id })).rejects.toMatchObject({
        code: 'ALREADY_TAKEN',
      })
      expect(await store().messages.kept({ ...message, now: new Date(noon) })).toEqual([message])
    })

    test('that is kept though somebody waits for it is found', async () => {
      const tenant = `tenant ${next()}`
      const process = processSample(next(), { tenant })
      const waits = (key: string) => ({ message: { name: 'paid', key }, signal: 'paid' })
      const tasks = [
        taskSample(process, { waits: waits('a') }),
        taskSample(process, { sequence: 2, waits: waits('b') }),
      ]
      await start(store(), process, tasks)
      const message = messageSample({ tenant, key: 'a' })
      await keep(message, messageSample({ tenant, key: 'c' }), messageSample({ tenant, key: 'b', expiresAt: noon }))
      const found = await store().messages.matches(new Date(later(1)), 1000)
      const subscription = {
        tenant,
        kind: 'message',
        name: 'paid',
        key: 'a',
        task: tasks[0]!.id,
        process: process.id,
      }
      expect(found.filter((each) => each.message.tenant === tenant)).toEqual([{ message, subscription }])
      expect(await store().messages.matches(new Date(later(1)), 0)).toEqual([])
    })

    test('that has expired is removed, and only that', async () => {
      const name = randomUUID()
      const far = Date.parse('1990-01-01T00:00:00.000Z') - Date.parse(noon)
      const [gone, there] = [later(far), later(far + 1)].map((expiresAt) => messageSample({ name, expiresAt }))
      await keep(gone!, there!)
      expect(await store().messages.expire(new Date(later(far)))).toBe(1)
      const now = new Date(later(far - 1))
      expect(await store().messages.kept({ tenant: '', name, key: '', now })).toEqual([there])
      expect(await store().messages.expire(new Date(later(far)))).toBe(0)
    })
  })
}
