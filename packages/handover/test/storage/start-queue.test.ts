/** Starts that come at once leave together on PostgreSQL, and stay each other's strangers. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createDatabase } from '../../../../test/postgres-database.ts'
import { postgresStore, type PostgresStore } from '../../src/storage/postgres.ts'
import { begun, processSample } from '../../src/testing/store-contract/samples.ts'
import { startTcpProxy, type TcpProxy } from '../tcp-proxy.ts'

let database: Awaited<ReturnType<typeof createDatabase>>
let proxy: TcpProxy
let store: PostgresStore
let number = 0
const sample = () => processSample(++number)
const start = (process: ReturnType<typeof sample>, on = store) => on.begin().write([begun(process)])

beforeAll(async () => {
  database = await createDatabase()
  proxy = await startTcpProxy(database.url)
  store = postgresStore({ url: proxy.url })
  await store.migrate()
  await Promise.all([start(sample()), start(sample())]) // connections are made before anything is counted
})
afterAll(async () => {
  await store.close()
  await proxy.close()
  await database.drop()
})

describe('starts that come at once', () => {
  test('leave in far fewer commits than there are starts, and are all there', async () => {
    const processes = Array.from({ length: 40 }, sample)
    const { words } = await proxy.count(() => Promise.all(processes.map((process) => start(process))))
    const found = await Promise.all(processes.map(({ id }) => store.read.process(id)))
    expect(found.map((process) => process?.id)).toEqual(processes.map(({ id }) => id))
    expect(words('commit')).toBeGreaterThan(0)
    expect(words('commit')).toBeLessThan(10)
  })

  test('do not take each other with them: one that is refused is refused alone', async () => {
    const known = sample()
    await start(known)
    const processes = [
      ...Array.from({ length: 10 }, sample),
      { ...sample(), id: known.id },
      ...Array.from({ length: 10 }, sample),
    ]
    const outcomes = await Promise.allSettled(processes.map((process) => start(process)))
    expect(outcomes.map(({ status }) => status)).toEqual(
      processes.map(({ id }) => (id === known.id ? 'rejected' : 'fulfilled')),
    )
    const found = await Promise.all(processes.map(({ id }) => store.read.process(id)))
    expect(found.map((process) => process?.number)).toEqual(
      processes.map((each) => (each.id === known.id ? known.number : each.number)),
    )
  })

  test('go one by one through a pool that cannot pipeline', async () => {
    const pool = new pg.Pool({ connectionString: database.url, max: 4 })
    pool.on('error', () => {})
    onTestFinished(() => pool.end())
    const plain = postgresStore({ pool })
    const processes = Array.from({ length: 20 }, sample)
    await Promise.all(processes.map((process) => start(process, plain)))
    expect(await Promise.all(processes.map(({ id }) => plain.read.process(id)))).not.toContain(undefined)
  })
})
