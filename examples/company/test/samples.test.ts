/** What the first start brings, and what it does when it is interrupted. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Handover, Process } from 'handover'
import { postgresStore } from 'handover/postgres'
import { sqliteStore } from 'handover/sqlite'
import { createDatabase } from '../../../test/postgres-database.ts'
import { createApp } from '../src/app.ts'
import { clock } from '../src/clock.ts'
import { helloWorld } from '../src/hello-world.ts'
import { tablesOf, type OwnStore } from '../src/tables.ts'
import { users } from '../src/users.ts'

const count = 41
const databases: Record<string, () => Promise<{ open(): OwnStore; remove(): Promise<void> }>> = {
  async SQLite() {
    const folder = mkdtempSync(join(tmpdir(), 'handover-samples-'))
    const open = () => sqliteStore({ file: join(folder, 'samples.db') })
    return { open, remove: async () => rmSync(folder, { recursive: true }) }
  },
  async PostgreSQL() {
    const server = await createDatabase()
    return { open: () => postgresStore({ url: server.url }), remove: () => server.drop() }
  },
}

describe.each(Object.entries(databases))('on %s', (_, make) => {
  let database: Awaited<ReturnType<typeof make>>
  let running: Handover | undefined
  beforeEach(async () => {
    database = await make()
  })
  afterEach(async () => {
    await running?.close()
    running = undefined
    await database.remove()
  })

  /** What `npm start` does, without the server. */
  async function begin(store = database.open(), samples = true) {
    await running?.close()
    const app = await createApp(store, { samples })
    running = app.handover
    return app
  }

  test('an empty database gets samples in every state, some of them for each user', async () => {
    const { handover, brought } = await begin()
    expect(brought).toEqual({ count, refused: [] })
    const processes = (await handover.processes.list({ limit: 200 })).items
    const are = (holds: (process: Process) => boolean) => processes.filter(holds).length
    expect(processes).toHaveLength(count)
    expect({
      done: are(({ status }) => status === 'done'),
      canceled: are(({ status }) => status === 'canceled'),
      suspended: are(({ suspendedAt }) => suspendedAt !== null),
      failed: are(({ attention }) => attention !== null),
    }).toEqual({ done: 13, canceled: 3, suspended: 1, failed: 1 })
    const inboxes = await Promise.all(users.map((user) => handover.tasks.count('inbox', user)))
    expect(inboxes.filter((waiting) => waiting === 0)).toEqual([])
  })

  test('they began over three weeks, some are overdue, and each was begun by whom it is about', async () => {
    const { handover } = await begin()
    const processes = (await handover.processes.list({ limit: 200 })).items
    const begun = new Set(processes.map(({ createdAt }) => createdAt.toISOString().slice(0, 10)))
    expect(begun.size).toBeGreaterThan(10)
    expect(processes.every(({ startedBy }) => users.some(({ id }) => id === startedBy?.id))).toBe(true)
    const inboxes = await Promise.all(users.map((user) => handover.tasks.inbox(user, { limit: 200 })))
    const now = Date.now()
    const late = inboxes.flatMap(({ items }) => items).filter(({ dueAt }) => dueAt !== null && dueAt.getTime() < now)
    expect(late.length).toBeGreaterThan(3)
  })

  test('what begins after them has the time of now', async () => {
    const { handover } = await begin()
    const before = Date.now() - 1000
    const { createdAt } = await handover.start(helloWorld, 'start', { message: 'Hello' }, { by: users[0]! })
    expect(createdAt.getTime()).toBeGreaterThan(before)
  })

  test('the second start brings nothing', async () => {
    await begin()
    const { handover, brought } = await begin()
    expect(brought).toEqual({ count: 0, refused: [] })
    expect((await handover.processes.list({ limit: 200 })).items).toHaveLength(count)
  })

  test('a database in use gets none, and neither does an empty one without samples', async () => {
    const first = await begin(database.open(), false)
    expect(first.brought.count).toBe(0)
    await first.handover.start(helloWorld, 'start', { message: 'Hello' }, { by: users[0]! })
    const { handover, brought } = await begin()
    expect(brought.count).toBe(0)
    expect((await handover.processes.list()).items).toHaveLength(1)
  })

  test('a first start that was interrupted goes on where it stopped, as if it had never been', async () => {
    await begin()
    const expected = await whatHappened(running!)
    await running!.close()
    running = undefined
    await database.remove()
    database = await make()
    for (const turns of [150, 350]) {
      const play = interruptAfter(turns)
      await expect(createApp(database.open(), { samples: true })).rejects.toThrow('The power is gone')
      play.mockRestore()
    }
    const { handover, brought } = await begin()
    expect(brought).toEqual({ count, refused: [] })
    expect(await whatHappened(handover)).toEqual(expected)
  })
})

/** The clock is turned four times for each deed. */
function interruptAfter(turns: number) {
  const wind = clock.play.bind(clock)
  let wound = 0
  return vi.spyOn(clock, 'play').mockImplementation((moment) => {
    wound += 1
    if (wound > turns) throw new Error('The power is gone')
    wind(moment)
  })
}

/** Everything that the processes tell of themselves, but for their ids and the hour at which they were brought. */
async function whatHappened(handover: Handover): Promise<unknown> {
  const store = handover.store as OwnStore
  const { begunAt } = await tablesOf(store.database).selectFrom('sampleRun').selectAll().executeTakeFirstOrThrow()
  const processes = (await handover.processes.list({ limit: 200 })).items
  const told = processes.map(async ({ id, summary, status, outcome, attention, suspendedAt }) => {
    const history = (await handover.processes.history(id)).map(
      ({ type, node, actor, note, at }) =>
        `${type} ${node} ${actor} ${note} ${(Date.parse(at) - Date.parse(begunAt)) / 60_000}`,
    )
    return { summary, status, outcome, attention, isSuspended: suspendedAt !== null, history }
  })
  return (await Promise.all(told)).toSorted((a, b) => (a.history.join() < b.history.join() ? -1 : 1))
}
