import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { sqliteStore, type SqliteStore } from '../../src/storage/sqlite.ts'
import {
  actor,
  begun,
  deliverySample,
  later,
  messageSample,
  moved,
  noon,
  processSample,
  startTimerSample,
  taskSample,
} from '../../src/testing/store-contract/samples.ts'

const now = new Date(noon)
const waits = { wake: noon, message: { name: 'paid', key: '7' }, signal: 'go' }

const ways: Record<string, (store: SqliteStore) => Promise<unknown>> = {
  'deliveries that are due': ({ outbox }) => outbox.due(now, 10, 'others'),
  'jobs that are due': ({ outbox }) => outbox.due(now, 10, 'jobs'),
  'claiming deliveries': ({ outbox }) => outbox.claim({ by: 'me', now, until: now, limit: 5 }, 'others'),
  'claiming jobs with a limit': ({ outbox }) =>
    outbox.claim({ by: 'me', now, until: now, limit: 5 }, 'jobs', [{ name: 'bank', most: 1 }]),
  'keeping claims': ({ outbox }) => outbox.renew({ by: 'me', until: now }, ['some']),
  'claiming timers': ({ timers }) => timers.claim({ by: 'me', now, until: now, limit: 5 }, []),
  'the next delivery': ({ outbox }) => outbox.nextAt(),
  'a delivery': ({ outbox }) => outbox.get('some'),
  'changing a delivery': ({ outbox }) =>
    outbox.change('some', { attempts: 1, dueAt: noon, error: null, isDead: false }),
  incidents: ({ outbox }) => outbox.dead({ tenant: '' }),
  'timers that are due': ({ timers }) => timers.due(now, 10),
  'timers of starts': ({ timers }) => timers.keepStarts(['some'], [startTimerSample('some', 'daily')]),
  'who waits for a message': ({ messages }) =>
    messages.subscriptions({ tenant: '', kind: 'message', name: 'paid', key: '7' }),
  'who waits for a signal': ({ messages }) => messages.subscriptions({ tenant: '', kind: 'signal', name: 'go' }),
  'kept messages': ({ messages }) => messages.kept({ tenant: '', name: 'paid', key: '7', now }),
  'messages that have expired': ({ messages }) => messages.expire(now),
  'a process by its key': ({ read }) => read.startedWith('', 'leave-request', 'key'),
  'called processes': ({ read }) => read.children('some'),
  'processes that need attention': ({ read }) =>
    read.countProcesses(
      { tenant: '', actor: actor('ben', { groups: ['hr'] }), flowsInSight: ['leave-request'] },
      { of: ['attention'], most: 100 },
    ),
  'where processes stand': ({ read }) => read.latestTasks(['some', 'other']),
  'what went wrong': ({ read }) => read.troubles(['some', 'other']),
  'who suspended or canceled': ({ read }) => read.halts(['some', 'other']),
  'the board of a flow': ({ read }) =>
    read.board({ tenant: '', actor: actor('ben'), flowsInSight: [], flow: 'leave-request', cards: 5, most: 10 }),
  'definitions of a flow': ({ read }) => read.definitions('leave-request'),
  'an action that takes, waits and sends': async (store) => {
    const [delivery, brought, message, timer] = [
      deliverySample(),
      deliverySample(),
      messageSample(),
      startTimerSample('some', 'weekly'),
    ]
    const process = processSample(1)
    const task = taskSample(process, { waits })
    const sent = { deliveries: [delivery, brought], startTimers: [timer] }
    await store.begin().write([begun(process, [task])], sent)
    await store.messages.keep(message, { delivery: brought.id })
    const unit = store.begin()
    const loaded = await unit.load({ task: task.id }, { newer: true })
    await unit.doneTasks(process.id, ['approve'])
    const takes = { delivery: delivery.id, message: message.id, timer }
    await unit.write([moved(loaded!.process, { changedTasks: [{ ...task, waits: null }] })], { takes })
  },
}

/** How SQLite goes about the statements that are prepared meanwhile. */
async function plansOf(way: (store: SqliteStore) => Promise<unknown>): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'handover-plans-'))
  const file = join(folder, 'plans.db')
  const store = sqliteStore({ file })
  onTestFinished(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })
  await store.migrate()
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare')
  await way(store)
  const statements = prepare.mock.calls.map(([text]) => text).filter((text) => text.includes('handover_'))
  prepare.mockRestore()
  using database = new DatabaseSync(file, { readOnly: true })
  return statements.flatMap((text) =>
    database
      .prepare(`explain query plan ${text}`)
      .all()
      .map((row) => String(row['detail'])),
  )
}

/** What a plan reads from end to end, other than an index that holds nothing but what was asked for. */
const scans = (plans: readonly string[]) =>
  plans.filter((plan) => /^SCAN ([a-z]|handover_\w+)\b/.test(plan)).filter((plan) => !purposeful.test(plan))
const purposeful =
  /USING (COVERING )?INDEX (handover_outbox_(job|other|limit)|handover_timer_due|handover_timer_start)$/

const old = processSample(1, { status: 'done', finishedAt: noon })
const pruning = (isDry: boolean) => async (store: SqliteStore) => {
  await store
    .begin()
    .write([begun({ ...old, parentTask: randomUUID() }, [taskSample(old, { status: 'done', finishedAt: noon })])], {
      deliveries: [deliverySample({ isDead: true, payload: { task: randomUUID() } })],
    })
  const query = { tenant: '', before: later(1), statuses: ['done'], batch: 1, isDry } as const
  for await (const { processes } of store.prune(query)) expect(processes).toBe(1)
}

describe('a SQLite store reads no table from end to end', () => {
  test.each(Object.entries(ways))('for %s', async (_, way) => {
    const plans = await plansOf(way)
    expect(plans.length).toBeGreaterThan(0)
    expect(scans(plans)).toEqual([])
  })

  test.each([
    ['inbox', 'newest', 'handover_task_inbox'],
    ['inbox', 'oldest', 'handover_task_inbox'],
    ['inbox', 'due', 'handover_task_due'],
    ['archive', 'newest', 'handover_task_archive'],
    ['archive', 'oldest', 'handover_task_archive'],
  ] as const)('for the %s in the order %s, which is that of an index', async (list, sort, index) => {
    const plans = await plansOf(({ read }) => read.tasks({ list, actor: actor('ben'), tenant: '', sort }))
    expect(scans(plans)).toEqual([])
    expect(plans.filter((plan) => plan.includes('TEMP B-TREE'))).toEqual([])
    expect(plans.find((plan) => plan.startsWith('SEARCH t '))).toContain(`INDEX ${index} (`)
  })

  test.each([
    ['newest', 'PRIMARY KEY'],
    ['oldest', 'PRIMARY KEY'],
    ['due', 'INDEX handover_offer_due'],
  ] as const)('for the queue in the order %s, of which each way into an audience is a range', async (sort, index) => {
    const ben = actor('ben', { groups: ['hr'] })
    const plans = await plansOf(({ read }) => read.tasks({ list: 'queue', actor: ben, tenant: '', sort }))
    expect(scans(plans)).toEqual([])
    expect(plans.find((plan) => plan.startsWith('SEARCH o '))).toContain(index)
  })

  test('for pruning, which walks along the processes, and reads what is under way once at the end', async () => {
    expect(scans(await plansOf(pruning(true)))).toEqual([])
    const plans = await plansOf(pruning(false))
    const walks = plans.filter((plan) => plan.startsWith('SEARCH p '))
    expect(walks[0]).toContain('sqlite_autoindex_handover_process_1 (id>?)')
    expect(plans.filter((plan) => plan.includes('TEMP B-TREE FOR ORDER BY'))).toEqual([])
    // What is under way, once for the whole run.
    expect(scans(plans)).toEqual(['SCAN d'])
  })

  test('for the running processes of a flow, which it finds among those that are not done', async () => {
    for (const way of [
      ({ read }: SqliteStore) => read.standing('leave-request'),
      ({ read }: SqliteStore) => read.running('leave-request', {}),
    ]) {
      const plans = await plansOf(way)
      expect(scans(plans).filter((plan) => !plan.endsWith('INDEX handover_process_status'))).toEqual([])
      expect(plans.filter((plan) => plan.includes('TEMP B-TREE FOR ORDER BY'))).toEqual([])
    }
  })
})
