import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createDatabase } from '../../../../test/postgres-database.ts'
import { postgresStore, type PostgresOptions } from '../../src/storage/postgres.ts'
import type { HeardNotice, Store } from '../../src/storage/store.ts'
import { startTcpProxy } from '../tcp-proxy.ts'

describe('notices between stores on PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>
  let admin: pg.Pool
  beforeAll(async () => {
    database = await createDatabase()
    admin = new pg.Pool({ connectionString: database.url, max: 1 })
    admin.on('error', () => {})
  })
  afterAll(async () => {
    await admin.end()
    await database.drop()
  })
  const open = (options: Partial<PostgresOptions> = {}) => {
    const store = postgresStore({ url: database.url, ...options } as PostgresOptions)
    onTestFinished(() => store.close())
    return store
  }
  const listeners = async () => {
    const { rows } = await admin.query(
      `select pid from pg_stat_activity where datname = current_database() and query like 'listen %'`,
    )
    return rows.map(({ pid }) => Number(pid))
  }
  /** From the moment on at which the database tells it: until then it may have missed anything, and says so. */
  const hearing = async (store: Store) => {
    const heard: HeardNotice[] = []
    onTestFinished(store.notices.listen((notice) => void heard.push(notice)))
    await soon(() => expect(heard).toEqual(['everything']))
    heard.length = 0
    return heard
  }
  const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 50 })

  // Those of the test before are ending.
  beforeEach(() =>
    soon(async () => {
      if ((await listeners()).length > 0) throw new Error('somebody listens still')
    }),
  )

  test('say what was published, word by word, and nothing twice', async () => {
    const [one, other] = [open(), open()]
    const [own, heard] = [await hearing(one), await hearing(other)]
    one.notices.publish({ processes: ['a'], audience: ['user:ö'] })
    const notice = { processes: ['a'], flows: [], audience: ['user:ö'], wakes: false, progress: [] }
    await soon(() => expect(heard).toEqual([notice]))
    other.notices.publish({ flows: ['after'] })
    await soon(() => expect(own.length).toBe(2))
    expect(own).toEqual([notice, { ...notice, processes: [], audience: [], flows: ['after'] }])
  })

  test('begin with "everything", once the database tells of all that comes', async () => {
    const [one, other] = [open(), open()]
    const heard: HeardNotice[] = []
    onTestFinished(other.notices.listen((notice) => void heard.push(notice)))
    await soon(() => expect(heard.length).toBeGreaterThan(0))
    expect(heard).toEqual(['everything'])
    expect((await listeners()).length).toBe(1)
    one.notices.publish({ processes: ['a'] })
    await soon(() => expect(heard.length).toBe(2))
  })

  test('are "everything" where PostgreSQL could not carry what they say', async () => {
    const [one, other] = [open(), open()]
    const heard = await hearing(other)
    one.notices.publish({ processes: Array.from({ length: 400 }, (_, i) => `${i}`.padStart(36, '0')) })
    await soon(() => expect(heard).toEqual(['everything']))
  })

  test('leave in few transactions, however many are published', async () => {
    const [one, other] = [open(), open()]
    const heard = await hearing(other)
    const all = Array.from({ length: 100 }, (_, i) => `process ${i}`)
    for (const process of all) {
      one.notices.publish({ processes: [process] })
      if (process.endsWith('9')) await new Promise((resolve) => setTimeout(resolve, 2))
    }
    const named = () => heard.flatMap((notice) => (notice === 'everything' ? [] : notice.processes))
    await soon(() => expect(named()).toEqual(all))
    expect(heard.length).toBeLessThan(20)
  })

  test('stay within the schema', async () => {
    await admin.query('create schema if not exists apart')
    const [here, apart, alsoApart] = [open(), open({ schema: 'apart' }), open({ schema: 'apart' })]
    const [heardHere, heardApart] = [await hearing(here), await hearing(apart)]
    alsoApart.notices.publish({ processes: ['apart'] })
    await soon(() => expect(heardApart.length).toBe(1))
    expect(heardHere).toEqual([])
  })

  test('come again after the connection was lost, and begin with "everything"', async () => {
    const [one, other] = [open(), open()]
    const heard = await hearing(other)
    const [pid] = await listeners()
    await admin.query('select pg_terminate_backend($1)', [pid])
    await soon(() => expect(heard).toEqual(['everything']))
    one.notices.publish({ processes: ['a'] })
    await soon(() => expect(heard.length).toBe(2))
  })

  test('come again after the database was away for a while', async () => {
    const proxy = await startTcpProxy(database.url)
    const away = open({ url: proxy.url })
    const heard = await hearing(away)
    await proxy.close()
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(heard).toEqual([])
    const again = await startTcpProxy(database.url, Number(new URL(proxy.url).port))
    onTestFinished(() => again.close())
    await soon(() => expect(heard).toEqual(['everything']))
  })

  test("take no connection of the application's pool, and end with the last who listens", async () => {
    const pool = new pg.Pool({ connectionString: database.url, max: 1 })
    onTestFinished(() => pool.end())
    const store = postgresStore({ pool })
    const stop = store.notices.listen(() => {})
    await soon(async () => expect((await listeners()).length).toBe(1))
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    stop()
    await soon(async () => expect(await listeners()).toEqual([]))
    await store.close()
  })
})
