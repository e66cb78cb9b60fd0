/** Databases that hold rows of an older version are brought up to date. */
import { mkdtemp, rm } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createDatabase } from '../../../../test/postgres-database.ts'
import { postgresStore } from '../../src/storage/postgres.ts'
import { sqliteStore } from '../../src/storage/sqlite.ts'
import type { Store } from '../../src/storage/store.ts'
import { act, actor, later, moved, noon, processSample, taskSample } from '../../src/testing/store-contract/samples.ts'

/** A store, and a way to run SQL beside it. */
type Make = () => Promise<{ readonly store: Store; readonly run: (sql: string) => Promise<unknown> }>

const databases: Record<string, Make> = {
  async SQLite() {
    const folder = await mkdtemp(join(tmpdir(), 'handover-migrations-'))
    const file = join(folder, 'old.db')
    const store = sqliteStore({ file })
    const database = new DatabaseSync(file)
    onTestFinished(async () => {
      database.close()
      await store.close()
      await rm(folder, { recursive: true })
    })
    return { store, run: async (sql) => database.exec(sql) }
  },
  async PostgreSQL() {
    const created = await createDatabase()
    const store = postgresStore({ url: created.url })
    const client = new pg.Client({ connectionString: created.url })
    await client.connect()
    onTestFinished(async () => {
      await client.end()
      await store.close()
      await created.drop()
    })
    return { store, run: (sql) => client.query(sql) }
  },
}

describe.each(Object.entries(databases))('on %s', (_, make) => {
  test('a database of the first version keeps its processes, and they go on', async () => {
    const { store, run } = await make()
    await run(firstMigration(store))
    const process = processSample(1, { summary: 'old' })
    const task = taskSample(process, { audience: { groups: ['hr'] } })
    await run(insert('handover_process', { ...row(process), data: '{}', scopes: '[]' }))
    await run(
      insert('handover_task', {
        ...row(task),
        process_id: process.id,
        process_number: 1,
        previous: '[]',
        audience: '{"groups":["hr"]}',
      }),
    )
    const dueAt = later(86_400_000)
    await run(`update handover_task set due_at = '${dueAt}'`)
    await run(
      insert('handover_offer', {
        tenant: '',
        audience: 'group:hr',
        created_at: noon,
        task_id: task.id,
        process_number: 1,
      }),
    )
    const pending = await store.pendingMigrations()
    expect(pending.slice(0, 2)).toEqual(['0002-waiting-and-sending', '0003-due-order'])
    expect(await store.migrate()).toEqual(pending)
    await store.check()

    expect(await store.read.process(process.id)).toEqual(process)
    expect(await store.read.task(task.id)).toMatchObject({ ...task, dueAt })
    // What was offered before has its due time as well.
    const ben = actor('ben', { groups: ['hr'] })
    const due = await store.read.tasks({ list: 'queue', actor: ben, tenant: '', sort: 'due', due: { since: noon } })
    expect(due.items.map(({ id }) => id)).toEqual([task.id])
    await act(store, process.id, (loaded, [open]) =>
      moved(loaded, {
        changedTasks: [{ ...open!, waits: { wake: noon } }],
        events: [{ ...moved(loaded).events[0]!, number: 1 }],
      }),
    )
    expect(await store.timers.nextAt()).toEqual(new Date(noon))
  })
})

function firstMigration(store: Store): string {
  const [first] = store.migrationSql().split('-- 0002')
  expect(first).toContain('0001-processes-and-tasks')
  return first!
}

/** The columns of the first version that have a value of their own. */
function row(state: object): Record<string, unknown> {
  const plain = Object.entries(state).filter(([, value]) => ['string', 'number'].includes(typeof value))
  const { process: _, ...columns } = Object.fromEntries(
    plain.map(([property, value]) => [property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
  )
  return columns
}

function insert(table: string, columns: Record<string, unknown>): string {
  const values = Object.values(columns).map((value) => (typeof value === 'number' ? value : `'${String(value)}'`))
  return `insert into ${table} (${Object.keys(columns).join(', ')}) values (${values.join(', ')})`
}
