import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createHandover, type Actor, type Handover } from 'handover'
import { sqliteStore, type SqliteStore } from 'handover/sqlite'
import { createShop, mia } from '../src/app.ts'
import { orders, parcel } from '../src/order.ts'

const ben: Actor = { id: 'ben', name: 'Ben', permissions: ['orders.start'] }
const small = { customer: 'Anna', total: 20, address: 'Harbour Street 1' }

let folder: string
let store: SqliteStore
let handover: Handover
let ahead = 0
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handover-orders-'))
  store = sqliteStore({ file: join(folder, 'orders.db') })
  const shop = await createShop(store)
  await shop.handover.close()
  store = sqliteStore({ file: join(folder, 'orders.db') })
  ahead = 0
  const now = () => new Date(store.now().getTime() + ahead)
  handover = await createHandover({ flows: [orders, parcel], store, now })
})
afterEach(async () => {
  await handover.close()
  await rm(folder, { recursive: true })
})

const pass = async (milliseconds: number) => {
  ahead += milliseconds
  await handover.idle()
}
const day = 86_400_000
const start = async (input: object = small) => {
  const started = await handover.start(orders, 'start', input as never, { by: ben })
  await handover.idle()
  return started.id
}
const at = async (process: string, node: string) => {
  const tasks = await handover.processes.tasks(process)
  return tasks.findLast((task) => task.node === node)
}
const parcelsOf = (process: string) => handover.processes.children(process)
async function pack(process: string, isDamaged = false): Promise<void> {
  for (const child of await parcelsOf(process)) {
    const task = await at(child.id, 'pack')
    if (task?.finishedAt === null) await task.do('complete', { input: { isDamaged } })
    await handover.idle()
  }
}

describe('an order', () => {
  test('is paid, packed and delivered', async () => {
    const id = await start()
    await pack(id)
    await handover.message('parcel-delivered', { key: id, payload: {} })
    await handover.idle()
    const { status, outcome, data, artifact } = await handover.processes.get(id, { flow: orders })
    expect({ status, outcome }).toEqual({ status: 'done', outcome: 'done' })
    expect(data.receipt).toMatch(/^paid-/)
    const row = await store.database
      .selectFrom('shop_order')
      .selectAll()
      .where('id', '=', Number(artifact!.id))
      .executeTakeFirst()
    expect(row).toMatchObject(small)
  })

  test('that is large is approved by somebody else, who is reminded after two days', async () => {
    const id = await start({ ...small, total: 5000 })
    await pass(2 * day)
    expect((await at(id, 'remind'))!.status).toBe('done')
    const approve = (await at(id, 'approve'))!
    await approve.do('assign', { by: mia })
    await approve.do('complete', { by: mia, input: { approved: false } })
    expect((await handover.processes.get(id)).outcome).toBe('rejected')
  })

  test('whose parcel is damaged is refunded, and the other parcels are not packed any more', async () => {
    const id = await start()
    const [first, second] = await parcelsOf(id)
    await (await at(first!.id, 'pack'))!.do('complete', { input: { isDamaged: true } })
    await handover.idle()
    const { outcome, data } = await handover.processes.get(id, { flow: orders })
    expect({ outcome, refunded: data.refunded }).toEqual({ outcome: 'failed', refunded: true })
    expect((await handover.processes.get(second!.id)).status).toBe('canceled')
  })

  test('that nobody hears of for two weeks is refunded', async () => {
    const id = await start()
    await pack(id)
    await pass(14 * day)
    expect((await handover.processes.get(id)).outcome).toBe('failed')
  })

  test('that is late is apologized for, and goes on', async () => {
    const id = await start()
    await pass(1 * day)
    expect((await at(id, 'apologize'))!.status).toBe('done')
    expect((await at(id, 'pack'))!.status).toBe('started')
  })
})
