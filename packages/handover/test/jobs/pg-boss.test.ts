import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createDatabase } from '../../../../test/postgres-database.ts'
import type { HandedJob } from '../../src/jobs/job-queue.ts'
import { pgBossJobs } from '../../src/jobs/pg-boss.ts'
import { postgresStore } from '../../src/storage/postgres.ts'
import { jobQueueContract } from '../../src/testing/job-queue-contract.ts'
import { tablesOn } from '../open-tables.ts'

let queues = 0

jobQueueContract(
  'pg-boss',
  async () => {
    const database = await createDatabase()
    const { url } = database
    const store = postgresStore({ url })
    const pool = new pg.Pool({ connectionString: url })
    let name = ''
    return {
      // Each test has a queue of its own: what one leaves behind must not run in the next.
      open: (options) =>
        pgBossJobs({ url, name: (name = nameOf(expect.getState().currentTestName ?? name)), ...options }),
      transactions: {
        Kysely: (body) => store.transaction(body),
        'a client of pg': (body) => inTransaction(pool, body),
      },
      drop: async () => {
        await pool.end()
        await store.close()
        await database.drop()
      },
    }
  },
  ['Kysely', 'a client of pg'],
)

const names = new Map<string, string>()
function nameOf(test: string): string {
  if (!names.has(test)) names.set(test, `queue-${++queues}`)
  return names.get(test)!
}

async function inTransaction(pool: pg.Pool, body: (tx: unknown) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await body(client)
    await client.query('commit')
  } catch (failure) {
    await client.query('rollback')
    throw failure
  } finally {
    client.release()
  }
}

const soon = { timeout: 10_000, interval: 20 }
const job: HandedJob = { id: '00000000-0000-7000-8000-000000000001', tenant: 'acme', process: 'p', task: 't' }

describe('jobs shared out by pg-boss', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>
  beforeAll(async () => void (database = await createDatabase()))
  afterAll(() => database.drop())

  const store = () => {
    const opened = postgresStore({ url: database.url })
    onTestFinished(() => opened.close())
    return opened
  }

  test('run on an instance of the application’s own too, which goes on when they have stopped', async () => {
    const boss = new PgBoss({ connectionString: database.url, useListenNotify: true })
    boss.on('error', () => {})
    onTestFinished(() => boss.stop({ graceful: false }))
    const queue = pgBossJobs({ boss, name: 'own' })
    const seen: HandedJob[] = []
    await queue.start(async (each) => void seen.push(each))
    await store().transaction((tx) => queue.enqueue!(tx, [{ ...job, dueAt: null }]))
    await expect.poll(() => seen, soon).toEqual([job])
    await queue.stop()
    await boss.createQueue('other')
    expect(await boss.send('other', {})).not.toBeNull()
  })

  test('what a worker had when it died is handed to another one', async () => {
    const { url } = database
    const dead = new PgBoss({ connectionString: url, supervise: false })
    dead.on('error', () => {})
    await dead.start()
    const queue = pgBossJobs({ boss: dead, name: 'dying' })
    onTestFinished(() => queue.stop())
    await store().transaction((tx) => queue.enqueue!(tx, [{ ...job, dueAt: null }]))
    // It takes the job, and is not heard of any more.
    expect(await dead.fetch('dying')).toHaveLength(1)
    await dead.stop({ graceful: false })
    const seen: string[] = []
    const other = new PgBoss({ connectionString: url, supervise: false })
    other.on('error', () => {})
    onTestFinished(() => other.stop({ graceful: false }))
    const next = pgBossJobs({ boss: other, name: 'dying' })
    await next.start(async ({ id }) => void seen.push(id))
    onTestFinished(() => next.stop())
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(seen).toEqual([])
    await other.getDb().executeSql("update pgboss.job set heartbeat_on = now() - interval '31 s' where name = 'dying'")
    await other.supervise('dying')
    await expect.poll(() => seen, soon).toEqual([job.id])
  })

  test('need a store on PostgreSQL, and in the same database', async () => {
    const queue = pgBossJobs({ url: database.url, name: 'elsewhere' })
    onTestFinished(() => queue.stop())
    const refused = { code: 'JOB_QUEUE_UNAVAILABLE' }
    for (const other of [await tablesOn['SQLite']!(), await tablesOn['PostgreSQL']!()]) {
      const enqueueing = other.transaction((tx) => queue.enqueue!(tx, [{ ...job, dueAt: null }]))
      await expect(enqueueing).rejects.toMatchObject(refused)
    }
  })

  test('say why they cannot be started, and leave no connection behind', async () => {
    const start = (url: string) => {
      const queue = pgBossJobs({ url, name: 'broken', schema: 'broken', onError: () => {} })
      return queue.start(async () => {})
    }
    const refused = (said: string) => ({
      code: 'JOB_QUEUE_UNAVAILABLE',
      message: expect.stringContaining(`'pg-boss' cannot be used: it could not be started (${said}`) as string,
    })
    await expect(start('postgres://127.0.0.1:1/none')).rejects.toMatchObject(refused('connect ECONNREFUSED'))
    const made = new PgBoss({ connectionString: database.url, schema: 'broken', supervise: false })
    await made.start()
    await made.getDb().executeSql('drop function broken.create_queue')
    await made.stop({ graceful: false })
    await expect(start(database.url)).rejects.toMatchObject(refused('function broken.create_queue'))
    const { database: ours } = store()
    const left = () => sql`select 1 from pg_stat_activity where application_name = 'handover-jobs'`.execute(ours)
    await expect.poll(async () => (await left()).rows, soon).toEqual([])
  })

  test.each([
    ['concurrency', { concurrency: 0 }],
    ['concurrency', { concurrency: 1.5 }],
    ['name', { name: 'two words' }],
    ['url', { url: undefined }],
    ['url', { url: '' }],
    ['url', { boss: new PgBoss('postgres://127.0.0.1/none') }],
    ['boss', { url: undefined, boss: {} }],
    ['schema', { schema: 'a"b' }],
  ])('refuse a wrong %s', (option, wrong) => {
    const options = { url: 'postgres://127.0.0.1/none', ...wrong } as never
    expect(() => pgBossJobs(options)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }))
    expect(() => pgBossJobs(options)).toThrow(option)
  })
})
