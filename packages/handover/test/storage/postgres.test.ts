import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createDatabase } from '../../../../test/postgres-database.ts'
import { postgresStore, type PostgresStore } from '../../src/storage/postgres.ts'
import { storeContract } from '../../src/testing/store-contract.ts'
import {
  act,
  actor,
  begun,
  deliverySample,
  moved,
  noon,
  processSample,
  start,
  startTimerSample,
  taskSample,
} from '../../src/testing/store-contract/samples.ts'
import { startTcpProxy, type TcpProxy } from '../tcp-proxy.ts'

storeContract('PostgreSQL', async () => {
  const database = await createDatabase()
  const { url } = database
  const store = postgresStore({ url })
  return {
    store,
    another: async () => postgresStore({ url }),
    drop: async () => {
      await store.close()
      await database.drop()
    },
  }
})

describe('a PostgreSQL store', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>
  let store: PostgresStore
  let proxy: TcpProxy
  let number = 0
  const next = () => ++number
  beforeAll(async () => {
    database = await createDatabase()
    proxy = await startTcpProxy(database.url)
    store = postgresStore({ url: proxy.url })
    await store.migrate()
  })
  afterAll(async () => {
    await store.close()
    await proxy.close()
    await database.drop()
  })
  const pool = (options: pg.PoolConfig & { pipeline?: boolean } = {}) => {
    const made = new pg.Pool({ connectionString: database.url, ...options })
    made.on('error', () => {})
    onTestFinished(() => made.end())
    return made
  }

  describe('on the wire', () => {
    const isAlone = { roundTrips: 1, begins: 0, commits: 0 }
    const cost = async (body: () => Promise<unknown>) => {
      const { roundTrips, words } = await proxy.count(body)
      return { roundTrips, begins: words('begin'), commits: words('commit') }
    }

    test('a start is one round trip, and no transaction around it', async () => {
      const begin = () => {
        const process = processSample(next())
        return store.begin().write([begun(process, [taskSample(process, { audience: { groups: ['hr'] } })])])
      }
      await begin()
      expect(await cost(begin)).toEqual(isAlone)
    })

    test('a start with its children is one round trip and one commit', async () => {
      expect(
        await cost(() => store.begin().write([begun(processSample(next())), begun(processSample(next()))])),
      ).toEqual({
        roundTrips: 1,
        begins: 1,
        commits: 1,
      })
    })

    test('any other action is two round trips and one commit', async () => {
      const process = processSample(next())
      const task = taskSample(process, { audience: { groups: ['hr'] } })
      await start(store, process, [task])
      const assign = async () => {
        const unit = store.begin()
        const loaded = await unit.load({ task: task.id })
        const changedTasks = [{ ...loaded!.tasks[0]!, status: 'assigned', owner: 'ben' } as const]
        await unit.write([
          moved(loaded!.process, {
            changedTasks,
            createdTasks: [taskSample(process)],
            data: { set: { a: 1 }, remove: [] },
          }),
        ])
      }
      await assign()
      expect(await cost(assign)).toEqual({ roundTrips: 2, begins: 1, commits: 1 })
    })

    const waits = { wake: noon, message: { name: 'paid', key: '7' }, signal: 'go' }

    test('timers, subscriptions and deliveries of a start travel with it, also when it has a key', async () => {
      for (const startKey of [null, randomUUID()]) {
        const process = processSample(next(), { startKey })
        const changes = begun(process, [taskSample(process, { waits }), taskSample(process, { waits, sequence: 2 })])
        const deliveries = [deliverySample(), deliverySample()]
        expect(await cost(() => store.begin().write([changes], { deliveries }))).toEqual(isAlone)
      }
    })

    test('those of any other action too, and what it takes', async () => {
      const process = processSample(next())
      const tasks = [1, 2].map((sequence) => taskSample(process, { sequence, waits }))
      const [taken, timer] = [deliverySample(), startTimerSample('on-the-wire', 'daily')]
      await store.begin().write([begun(process, tasks)], { deliveries: [taken], startTimers: [timer] })
      const go = async () => {
        const unit = store.begin()
        const loaded = await unit.load({ process: process.id })
        await unit.attempt(async () => {})
        const changedTasks = loaded!.tasks.map((task) => ({ ...task, status: 'done', finishedAt: noon }) as const)
        await unit.write([moved(loaded!.process, { changedTasks, createdTasks: [taskSample(process, { waits })] })], {
          deliveries: [deliverySample()],
          takes: { delivery: taken.id, timer },
          startTimers: [timer],
        })
      }
      expect(await cost(go)).toEqual({ roundTrips: 2, begins: 1, commits: 1 })
    })

    test('a start that takes what it answers to is one round trip', async () => {
      const [one, other] = [deliverySample(), deliverySample()]
      await store.begin().write([], { deliveries: [one, other] })
      const take = ({ id }: typeof one) =>
        store.begin().write([begun(processSample(next()))], { takes: { delivery: id } })
      await take(one)
      expect(await cost(() => take(other))).toEqual({ roundTrips: 1, begins: 1, commits: 1 })
    })
  })

  test('a statement that an attempt gave up is canceled, and the unit goes on', async () => {
    const process = await start(store, processSample(next()))
    const unit = store.begin()
    const loaded = await unit.load({ process: process.id })
    let slow: Promise<unknown> | undefined
    const attempt = unit.attempt(async () => {
      slow = sql`select pg_sleep(600)`.execute(unit.tx as Transaction<any>).catch((cause: unknown) => cause)
      await new Promise((resolve) => setTimeout(resolve, 10))
      throw new Error('too slow')
    })
    await expect(attempt).rejects.toThrow('too slow')
    expect(await slow).toMatchObject({ code: '57014' })
    await unit.write([moved(loaded!.process)])
    expect(await store.read.history(process.id, {})).toHaveLength(2)
  })

  test('an attempt that hid a failed statement has failed, and the unit goes on', async () => {
    const process = processSample(next())
    const unit = store.begin()
    const hiding = unit.attempt(async () => {
      await sql`select * from nowhere`.execute(unit.tx as Transaction<any>).catch(() => {})
      return 'as if nothing had been'
    })
    await expect(hiding).rejects.toMatchObject({ code: 'TX_RETRY' })
    await unit.write([begun(process)])
    expect(await store.read.process(process.id)).toBeDefined()
  })

  test('a statement that its function gave up does not hold the lock until it ends', async () => {
    const process = processSample(next())
    await start(store, process)
    const unit = store.begin()
    await unit.load({ process: process.id })
    const tx = unit.tx as Transaction<any>
    const slow = sql`select pg_sleep(600)`.execute(tx).catch((cause: unknown) => cause)
    await unit.rollback()
    expect(await slow).toMatchObject({ code: '57014' })
    await act(store, process.id, (loaded) => moved(loaded, { data: { set: { free: true }, remove: [] } }))
    expect((await store.read.process(process.id))!.data).toMatchObject({ free: true })
  })

  test('forty who want one process follow each other', async () => {
    const { id } = await start(store, processSample(next(), { data: { count: 0 } }))
    const add = () =>
      act(store, id, (loaded) =>
        moved(loaded, { data: { set: { count: (loaded.data['count'] as number) + 1 }, remove: [] } }),
      )
    await Promise.all(Array.from({ length: 40 }, add))
    expect((await store.read.process(id))!.data).toEqual({ count: 40 })
  })

  test('a connection that dies within an action is said clearly, leaves nothing half, and is replaced', async () => {
    const process = await start(store, processSample(next()))
    const unit = store.begin()
    await unit.load({ process: process.id })
    await terminate(pool(), "state = 'idle in transaction'")
    await expect(unit.write([moved(process)])).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      details: { place: store.place },
    })
    await unit.rollback()
    expect(await store.read.history(process.id, {})).toHaveLength(1)
    await act(store, process.id, (loaded) => moved(loaded))

    await terminate(pool(), "state = 'idle'")
    await new Promise((resolve) => setTimeout(resolve, 50))
    await act(store, process.id, (loaded) => moved(loaded))
    expect(await store.read.history(process.id, {})).toHaveLength(3)
  })

  test('a connection that dies under what the application writes is not taken for its mistake', async () => {
    const process = await start(store, processSample(next()))
    const unit = store.begin()
    await unit.load({ process: process.id })
    const tx = unit.tx as Transaction<any>
    const mistake = sql`select nothing from nowhere`.execute(tx)
    await expect(mistake).rejects.toMatchObject({ code: '42P01' })
    await terminate(pool(), "state like 'idle in transaction%'")
    await expect(sql`select 1`.execute(tx)).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      details: { place: store.place },
    })
    await unit.rollback()
  })

  test('says where it is, without password, when nobody answers', async () => {
    const nobody = postgresStore({ url: 'postgres://user:secret@127.0.0.1:1/name' })
    const refusal = { code: 'STORE_UNREACHABLE', details: { place: 'postgres://127.0.0.1:1/name' } }
    await expect(nobody.check()).rejects.toMatchObject(refusal)
    await expect(nobody.begin().write([begun(processSample(1))])).rejects.toMatchObject(refusal)
    await expect(nobody.transaction(async () => {})).rejects.toMatchObject(refusal)
    await nobody.close()
  })

  test('works in a pool that cannot pipeline, without a warning', async () => {
    const warnings: Error[] = []
    const listen = (warning: Error) => void warnings.push(warning)
    process.on('warning', listen)
    onTestFinished(() => void process.off('warning', listen))
    const plain = postgresStore({ pool: pool() })
    const made = processSample(next())
    const task = taskSample(made)
    await start(plain, made, [task])
    await act(plain, made.id, (loaded, [open]) =>
      moved(loaded, { changedTasks: [{ ...open!, status: 'assigned', owner: 'ben' }] }),
    )
    expect(await plain.read.task(task.id)).toMatchObject({ status: 'assigned', owner: 'ben' })
    const stale = plain.begin()
    await stale.load({ process: made.id })
    await expect(stale.write([moved({ ...made, lastEvent: 0 })])).rejects.toMatchObject({ code: 'TX_RETRY' })
    await act(plain, made.id, (loaded) => moved(loaded))
    await plain.close()
    expect(warnings).toEqual([])
  })

  test('works in a pool with type parsers of its own', async () => {
    const types = { getTypeParser: () => (text: string) => `parsed: ${text}` }
    const odd = postgresStore({ pool: pool({ types: types as never, pipeline: true }) })
    const made = processSample(next(), { data: { a: 1 } })
    await expect(odd.pendingMigrations()).rejects.toThrow('JSON') // rows cannot be read when even text is changed
    await odd.close()
    const dated = {
      getTypeParser: (id: number) => (text: string) => ([1184, 3802, 20].includes(id) ? { odd: text } : text),
    }
    const other = postgresStore({ pool: pool({ types: dated as never, pipeline: true }) })
    const started = await start(other, made)
    expect(await other.read.process(made.id)).toEqual(started)
    await other.close()
  })

  test('keeps its tables in the schema that was chosen', async () => {
    const shared = pool({ pipeline: true })
    const [one, two] = ['one', 'Two "quoted"'].map((schema) => postgresStore({ pool: shared, schema }))
    for (const each of [one!, two!]) {
      await expect(each.check()).rejects.toMatchObject({ code: 'STORE_NOT_MIGRATED' })
      await each.migrate()
      await each.check()
      expect(await each.takeNumbers(5)).toBe(1)
      const process = processSample(1)
      const task = taskSample(process, { audience: {} })
      await start(each, process, [task])
      await act(each, process.id, (loaded) => moved(loaded))
      await each.outbox.replace((await sent(each)).id, [])
      expect(await each.timers.nextAt()).toBeNull()
      expect(await each.messages.matches(new Date(), 1)).toEqual([])
      expect((await each.read.tasks({ list: 'queue', actor: actor('ben'), tenant: '' })).items).toHaveLength(1)
      expect(
        (await each.read.processes({ actor: actor('ben'), tenant: '', flowsInSight: ['leave-request'] })).items,
      ).toHaveLength(1)
      await each.close()
    }
  })

  test('prints its migrations as SQL that a client of PostgreSQL can run', async () => {
    const shared = pool()
    const printed = postgresStore({ pool: shared, schema: 'printed' })
    await shared.query(printed.migrationSql())
    await printed.check()
    const started = await start(printed, processSample(1))
    expect(await printed.read.process(started.id)).toEqual(started)
    await printed.close()
  })

  test('refuses a text that PostgreSQL cannot store, and stores nothing', async () => {
    const bad = processSample(next(), { data: { note: 'a\0b' } })
    await expect(start(store, bad)).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    const half = processSample(next())
    await expect(start(store, half, [taskSample(half, { title: '\ud800' })])).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    })
    expect(await store.read.process(half.id)).toBeUndefined()
  })

  test('a unit whose function hid a failed statement is refused', async () => {
    for (const changes of [[begun(processSample(next()))], []]) {
      const unit = store.begin()
      await (unit.tx as Kysely<any>)
        .selectFrom('nowhere')
        .selectAll()
        .execute()
        .catch(() => {})
      await expect(unit.write(changes)).rejects.toMatchObject({ code: 'TX_RETRY' })
    }
  })

  describe('joins', () => {
    test('a client of pg that has begun', async () => {
      for (const pipeline of [false, true]) {
        const client = await pool({ pipeline }).connect()
        const [kept, undone] = [processSample(next()), processSample(next())]
        await client.query('begin')
        await store.begin({ join: client }).write([begun(kept)])
        const unit = store.begin({ join: client })
        await unit.load({ process: kept.id })
        await unit.rollback()
        await client.query('commit')
        await client.query('begin')
        await store.begin({ join: client }).write([begun(undone)])
        await client.query('rollback')
        expect(await store.read.process(kept.id)).toBeDefined()
        expect(await store.read.process(undone.id)).toBeUndefined()
        client.release()
      }
    })

    test('a Kysely transaction of the application’s own, with its plugins', async () => {
      const own = new Kysely<any>({ dialect: new PostgresDialect({ pool: pool() }), plugins: [new CamelCasePlugin()] })
      const process = await start(store, processSample(next()))
      await own.transaction().execute(async (tx) => {
        const unit = store.begin({ join: tx })
        const loaded = await unit.load({ process: process.id })
        expect(loaded!.process).toEqual(process)
        await unit.write([moved(loaded!.process)])
      })
      expect(await store.read.history(process.id, {})).toHaveLength(2)
    })

    test('neither a pool, nor a client without a transaction, nor another kind of database', async () => {
      const foreign = expect.objectContaining({ code: 'TX_FOREIGN' })
      const idle = pool()
      expect(() => store.begin({ join: idle })).toThrow(foreign)
      const client = await idle.connect()
      await expect(store.begin({ join: client }).write([begun(processSample(next()))])).rejects.toEqual(foreign)
      client.release()
      const { sqliteStore } = await import('../../src/storage/sqlite.ts')
      const folder = await mkdtemp(join(tmpdir(), 'handover-store-'))
      onTestFinished(() => rm(folder, { recursive: true }))
      const sqlite = sqliteStore({ file: join(folder, 'other.db') })
      await sqlite.transaction(async (tx) => expect(() => store.begin({ join: tx })).toThrow(foreign))
      await sqlite.close()
    })

    test('and passes a deadlock on as TX_RETRY', async () => {
      const processes = [await start(store, processSample(next())), await start(store, processSample(next()))]
      const loadBoth = (order: typeof processes) =>
        store.transaction(async (tx) => {
          for (const { id } of order) {
            const unit = store.begin({ join: tx })
            const loaded = await unit.load({ process: id })
            await new Promise((resolve) => setTimeout(resolve, 100))
            await unit.write([moved(loaded!.process)])
          }
        })
      const results = await Promise.allSettled([loadBoth(processes), loadBoth(processes.toReversed())])
      expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'TX_RETRY' } })
    })
  })
})

async function sent(store: PostgresStore) {
  const delivery = deliverySample()
  await store.begin().write([], { deliveries: [delivery] })
  return delivery
}

async function terminate(pool: pg.Pool, which: string): Promise<void> {
  await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and ${which}`,
  )
}
