import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHandover, flow, type Handover, type Store, type Task } from 'handover'
import { postgresStore } from 'handover/postgres'
import { sqliteStore } from 'handover/sqlite'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createDatabase } from '../../../../test/postgres-database.ts'
import { databases } from './databases.ts'
import { leave } from './flows.ts'
import { anna, ben, maya } from './people.ts'

/** Counts to its limit, two tasks for each step, and then asks. */
const counting = flow('counting', {
  data: z.object({ steps: z.number() }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ steps: z.number() }), (input) => input).next('count'),
    count: n.function(({ process }) => void (process.data.steps -= 1)).next('more'),
    more: n
      .if(({ process }) => process.data.steps > 0)
      .yes('count')
      .no('ask'),
    ask: n.view({ fields: ['steps'] }).next('again'),
    again: n
      .if(({ process }) => process.data.steps > 0)
      .yes('count')
      .no('done'),
    done: n.end(),
  }),
})

interface Opened {
  readonly store: Store
  remove(): Promise<void>
}
const openStore: Record<(typeof databases)[number], () => Promise<Opened>> = {
  async sqlite() {
    const folder = await mkdtemp(join(tmpdir(), 'handover-cost-'))
    return {
      store: sqliteStore({ file: join(folder, 'cost.db') }),
      remove: async () => rmSync(folder, { recursive: true }),
    }
  },
  async postgres() {
    const created = await createDatabase()
    return { store: postgresStore({ url: created.url }), remove: () => created.drop() }
  },
}

describe.each(databases)('cost follows the open work, on %s', (database) => {
  let opened: Opened
  let handover: Handover
  beforeAll(async () => {
    opened = await openStore[database]()
    handover = await createHandover({ flows: [counting, leave], store: opened.store, migrate: true })
  })
  afterAll(async () => {
    await handover?.close()
    await opened?.remove()
  })
  afterEach(() => vi.restoreAllMocks())

  it('a command on a process with 500 ended tasks loads the open one', async () => {
    const process = await handover.start(counting, 'start', { steps: 250 })
    const ask = (await handover.processes.tasks(process.id)).at(-1)!
    const loaded: number[] = []
    const begin = opened.store.begin.bind(opened.store)
    vi.spyOn(opened.store, 'begin').mockImplementation((options) => {
      const unit = begin(options)
      const load = unit.load.bind(unit)
      unit.load = async (named) => {
        const snapshot = await load(named)
        loaded.push(snapshot?.tasks.length ?? 0)
        return snapshot
      }
      return unit
    })
    await ask.do('assign', { by: anna })
    await ask.do('complete', { by: anna, input: { steps: 1 } })
    expect(await handover.processes.tasks(process.id)).toHaveLength(1 + 500 + 1 + 4)
    expect(loaded).toEqual([1, 1])
  })
})

describe('no statement reads a whole table, on sqlite', () => {
  let opened: Opened
  let task: Task
  beforeAll(async () => {
    opened = await openStore.sqlite()
    const handover = await createHandover({ flows: [leave], store: opened.store, migrate: true })
    await handover.start(leave, 'start', { days: 3 }, { by: anna })
    task = (await handover.tasks.queue(ben)).items[0]!
  })
  afterAll(async () => {
    await opened?.store.close()
    await opened?.remove()
  })

  /** How SQLite goes about the statements that an action prepares. */
  async function plansOf(action: (handover: Handover) => Promise<unknown>): Promise<readonly string[]> {
    // A new store has prepared nothing yet, so every statement is seen.
    const handover = await createHandover({ flows: [leave], store: sqliteStore({ file: opened.store.place }) })
    const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare')
    await action(handover)
    const statements = prepare.mock.calls.map(([text]) => text).filter((text) => text.includes('handover_'))
    prepare.mockRestore()
    await handover.close()
    using database = new DatabaseSync(opened.store.place, { readOnly: true })
    for (const name of ['handover_fold', 'handover_json_equal'])
      database.function(name, { deterministic: true, varargs: true }, () => 1)
    return statements.flatMap((text) =>
      database
        .prepare(`explain query plan ${text}`)
        .all()
        .map((row) => String(row['detail'])),
    )
  }

  const ways: Record<string, (handover: Handover) => Promise<unknown>> = {
    inbox: ({ tasks }) => tasks.inbox(ben),
    'inbox of a flow': ({ tasks }) => tasks.inbox(ben, { flow: leave }),
    queue: ({ tasks }) => tasks.queue(ben),
    'queue of a flow': ({ tasks }) => tasks.queue(ben, { flow: leave }),
    archive: ({ tasks }) => tasks.archive(ben),
    'count of the inbox': ({ tasks }) => tasks.count('inbox', ben),
    'count of the queue': ({ tasks }) => tasks.count('queue', ben),
    'count of the archive': ({ tasks }) => tasks.count('archive', ben),
    task: ({ tasks }) => tasks.get(task.id, { by: anna }),
    processes: ({ processes }) => processes.list(),
    'processes of a flow': ({ processes }) => processes.list({ flow: leave }),
    'processes by status': ({ processes }) => processes.list({ status: 'running' }),
    'processes by outcome': ({ processes }) => processes.list({ flow: leave, outcome: 'booked' }),
    'processes by data': ({ processes }) => processes.list({ flow: leave, where: { approved: true } }),
    'processes by text': ({ processes }) => processes.list({ search: 'three' }),
    'processes that a person may see': ({ processes }) => processes.list({ by: ben }),
    'processes that a manager may see': ({ processes }) => processes.list({ by: maya }),
    process: ({ processes }) => processes.get(task.process.id, { by: ben }),
    'tasks of a process': ({ processes }) => processes.tasks(task.process.id),
    history: ({ processes }) => processes.history(task.process.id),
    start: (handover) => handover.start(leave, 'start', { days: 3 }, { by: anna }),
    'assign and unassign': async (handover) => {
      const free = await handover.tasks.get(task.id)
      await free.do('assign', { by: ben })
      await free.do('unassign', { by: ben })
    },
    'assign and complete': async (handover) => {
      const { id } = await handover.start(leave, 'start', { days: 3 }, { by: anna })
      const free = (await handover.processes.tasks(id)).at(-1)!
      await free.do('assign', { by: ben })
      await free.do('complete', { by: ben, input: { approved: true } })
    },
    cancel: async (handover) => {
      const { id } = await handover.start(leave, 'start', { days: 3 }, { by: anna })
      await handover.processes.cancel(id, { by: maya })
    },
  }

  it.each(Object.keys(ways))('for %s', async (way) => {
    const plans = await plansOf(ways[way]!)
    expect(plans.filter((plan) => plan.startsWith('SEARCH ')).length).toBeGreaterThan(0)
    // Rows of a subselect may be scanned; our tables, which are `p`, `t`, `o` and `x` in the statements, may not.
    expect(plans.filter((plan) => /^SCAN ([ptox]|handover_\w+)\b/.test(plan))).toEqual([])
  })
})
