import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sqliteStore } from '../../src/storage/sqlite.ts'
import { storeContract } from '../../src/testing/store-contract.ts'
import { begun, processSample, start } from '../../src/testing/store-contract/samples.ts'

storeContract('SQLite', async () => {
  const { file, drop } = await temporaryFile()
  const store = sqliteStore({ file })
  return {
    store,
    another: async () => sqliteStore({ file }),
    drop: async () => {
      await store.close()
      await drop()
    },
  }
})

describe('a SQLite store', () => {
  test('shares its file with other programs: nothing is lost, nothing doubled', async () => {
    const { store, file } = await migratedStore()
    const { id } = await start(store, processSample(await store.takeNumbers(1), { data: { count: 0 } }))
    const programs = [1, 2].map(() => program(file, 'write', id, '60'))
    expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual([0, 0])
    expect((await store.read.process(id))!.data).toEqual({ count: 120 })
    expect((await store.read.history(id, {})).map(({ number }) => number)).toEqual(
      Array.from({ length: 121 }, (_, i) => i + 1),
    )
    const page = await store.read.processes({
      tenant: '',
      actor: null,
      flowsInSight: [],
      flow: 'by-worker',
      limit: 200,
    })
    expect(new Set(page.items.map(({ number }) => number)).size).toBe(120)
  })

  test('answers pages while another program holds the lock, freezes nothing, and writes when the lock falls', async () => {
    const { store, file } = await migratedStore()
    const process = await start(store, processSample(1))
    const holder = program(file, 'hold', '2000')
    await holder.said('locked')
    const locked = performance.now()
    let longest = 0
    let last = locked
    const pulse = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 10)
    let isWritten = false
    const written = store
      .begin()
      .write([begun(processSample(2))])
      .then(() => (isWritten = true))
    for (let i = 0; i < 20; i++) {
      expect(await store.read.process(process.id)).toBeDefined()
      await sleep(20)
    }
    expect(performance.now() - locked).toBeLessThan(1900)
    expect(isWritten).toBe(false)
    await written
    clearInterval(pulse)
    expect(performance.now() - locked).toBeGreaterThan(1500)
    expect(longest).toBeLessThan(500)
    expect(await holder.ended).toBe(0)
  })

  test('gives up with STORE_BUSY when the lock does not fall, and works again afterwards', async () => {
    const { file } = await migratedStore()
    const store = sqliteStore({ file, busyTimeout: 300 })
    onTestFinished(() => store.close())
    const holder = program(file, 'hold', '1200')
    await holder.said('locked')
    const unit = store.begin()
    const several = [unit.write([begun(processSample(1))]), store.takeNumbers(1), store.transaction(async () => {})]
    for (const each of await Promise.allSettled(several))
      expect(each).toMatchObject({ status: 'rejected', reason: { code: 'STORE_BUSY' } })
    await unit.rollback()
    await holder.ended
    await start(store, processSample(1))
  })

  test('tells who waits inside of a transaction for that very transaction, and works again afterwards', async () => {
    const { file } = await migratedStore()
    const store = sqliteStore({ file, busyTimeout: 200 })
    onTestFinished(() => store.close())
    await store.transaction(async () => {
      await expect(start(store, processSample(1))).rejects.toMatchObject({ code: 'STORE_BUSY' })
    })
    await start(store, processSample(1))
  })

  test('lets timers have their turn while many wait for the writer', async () => {
    const { store } = await migratedStore()
    let ticks = 0
    const timer = setInterval(() => ticks++, 1)
    await Promise.all(Array.from({ length: 400 }, (_, i) => start(store, processSample(i + 1))))
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(10)
  })

  test('serves the application’s statements and its own in the order in which they were asked', async () => {
    const { store } = await migratedStore()
    const order: string[] = []
    const asked: readonly [string, () => Promise<unknown>][] = [
      ['start', () => start(store, processSample(1))],
      ['statement', () => store.database.selectFrom('handover_process').selectAll().execute()],
      ['transaction', () => store.transaction(async () => {})],
      ['numbers', () => store.takeNumbers(1)],
      ['update', () => store.database.updateTable('handover_number').set({ next: 5 }).execute()],
    ]
    const answers: Promise<unknown>[] = []
    await store.transaction(async () => {
      for (const [name, ask] of asked) {
        answers.push(ask().then(() => order.push(name)))
        await sleep(1)
      }
      order.push('first transaction')
    })
    await Promise.all(answers)
    expect(order).toEqual(['first transaction', ...asked.map(([name]) => name)])
  })

  test('stores dates, booleans, JSON and undefined of the application’s statements', async () => {
    const { store } = await migratedStore()
    const at = new Date('2026-01-15T12:00:00Z')
    await store.transaction(async (tx) => {
      await tx.schema
        .createTable('thing')
        .addColumn('a', 'text')
        .addColumn('b', 'integer')
        .addColumn('c', 'text')
        .addColumn('d', 'text')
        .execute()
      const result = await tx
        .insertInto('thing')
        .values({ a: at, b: true, c: { x: [1] }, d: undefined })
        .executeTakeFirst()
      expect(result.numInsertedOrUpdatedRows).toBe(1n)
    })
    expect(await store.database.selectFrom('thing').selectAll().execute()).toEqual([
      { a: '2026-01-15T12:00:00.000Z', b: 1, c: '{"x":[1]}', d: null },
    ])
  })

  test('refuses a database in memory, which nobody else could read', () => {
    expect(() => sqliteStore({ file: ':memory:' })).toThrow('temporary folder')
  })

  test('says where the file is when it cannot be opened', async () => {
    const store = sqliteStore({ file: '/nowhere/at/all.db' })
    await expect(store.check()).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      details: { place: '/nowhere/at/all.db' },
    })
    await expect(store.begin().write([begun(processSample(1))])).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' })
    await store.close()
  })

  test('prints its migrations as SQL that another SQLite can run', async () => {
    const { file, drop } = await temporaryFile()
    onTestFinished(drop)
    const { DatabaseSync } = await import('node:sqlite')
    const other = new DatabaseSync(file)
    const store = sqliteStore({ file })
    other.exec(store.migrationSql())
    other.close()
    await store.check()
    const started = await start(store, processSample(1))
    expect(await store.read.process(started.id)).toEqual(started)
    await store.close()
  })

  test('refuses a transaction of another store on the same file', async () => {
    const { store, file } = await migratedStore()
    const other = sqliteStore({ file })
    onTestFinished(() => other.close())
    await other.transaction(async (tx) => {
      expect(() => store.begin({ join: tx })).toThrow(expect.objectContaining({ code: 'TX_FOREIGN' }))
    })
  })
})

async function temporaryFile(): Promise<{ file: string; drop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'handover-store-'))
  return { file: join(folder, 'test.db'), drop: () => rm(folder, { recursive: true }) }
}

async function migratedStore() {
  const { file, drop } = await temporaryFile()
  const store = sqliteStore({ file })
  onTestFinished(async () => {
    await store.close()
    await drop()
  })
  await store.migrate()
  return { store, file }
}

/** Another program on the file. */
function program(file: string, ...deed: readonly string[]) {
  const path = join(import.meta.dirname, 'sqlite-worker.ts')
  const child = spawn(process.execPath, [path, file, ...deed], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const said = (word: string) =>
    new Promise<void>((resolve) =>
      child.stdout.on('data', (text: Buffer) => text.toString().includes(word) && resolve()),
    )
  return { ended, said }
}
