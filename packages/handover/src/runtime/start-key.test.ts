/** A start with a key of the caller's happens once. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { flow, type Actor } from '../index.ts'
import { open } from '../../test/driver.ts'
import { databases } from '../../test/promises/databases.ts'

const anna: Actor = { id: 'anna', name: 'Anna', permissions: ['order.start'] }
const zoe: Actor = { id: 'zoe', name: 'Zoe', permissions: [] }

let runs = 0
const nodes = (n: any) => ({
  start: n
    .startHandle(z.object({ total: z.number() }), (input: any) => input)
    .permission('order.start')
    .next('run'),
  run: n.function(() => void runs++).next('look'),
  look: n.view({ fields: [] }).next('done'),
  done: n.end(),
})
const data = z.object({ total: z.number() })
const order = flow('order', { data, nodes })
const refund = flow('refund', { data, nodes })

describe.each(databases)('a start with a key on %s', (database) => {
  async function server() {
    runs = 0
    const driver = await open({ flows: [order, refund], database })
    onTestFinished(() => driver.close())
    const start = (key: string, options: { by?: Actor; tx?: any } = {}, name = 'order') =>
      driver.start(name, 'start', { total: 5 }, { ...options, key })
    const count = async () => (await driver.handover.processes.list()).items.length
    return { driver, start, count }
  }

  it('answers a second time with the first process, its tasks, and runs nothing again', async () => {
    const { start, count } = await server()
    const first: any = await start('A-1')
    const second: any = await start('A-1')
    expect(second).toMatchObject({ id: first.id, number: first.number, data: { total: 5 } })
    expect(second.tasks.map((task: any) => task.id)).toEqual(first.tasks.map((task: any) => task.id))
    expect([await count(), runs]).toEqual([1, 1])
  })

  it('happens once however many ask at the same time', async () => {
    const { start, count } = await server()
    const started = await Promise.all(Array.from({ length: 8 }, () => start('A-1')))
    expect(new Set(started.map(({ id }) => id)).size).toBe(1)
    expect(await count()).toBe(1)
  })

  it('is another start with another key, or in another flow', async () => {
    const { start, count } = await server()
    await start('A-1')
    await start('A-2')
    await start('A-1', {}, 'refund')
    expect(await count()).toBe(3)
  })

  it('answers nobody who might not have started it', async () => {
    const { start } = await server()
    await start('A-1', { by: anna })
    await expect(start('A-1', { by: zoe })).rejects.toMatchObject({ code: 'PERMISSION_MISSING' })
  })

  it('answers inside a transaction of the callers too, and leaves that usable', async () => {
    const { driver, start, count } = await server()
    const first = await start('A-1')
    const [again, next] = await driver.transaction(async (tx) => [
      await start('A-1', { tx }),
      await start('A-2', { tx }),
    ])
    expect(again!.id).toBe(first.id)
    expect(next!.id).not.toBe(first.id)
    expect(await count()).toBe(2)
  })

  it.each(['', 'a\0b', 'x'.repeat(201), 7 as never])('refuses the key %j', async (key) => {
    const { start } = await server()
    await expect(start(key)).rejects.toMatchObject({ code: 'OPTION_INVALID', details: { option: 'key' } })
  })
})
