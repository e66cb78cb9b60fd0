import type { HistoryEvent, Task } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { open, type Driver } from '../driver.ts'
import { databases } from './databases.ts'
import { leave, signing } from './flows.ts'
import { anna, ben, carla, maya } from './people.ts'

describe.each(databases)('history is complete and append-only, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => void (driver = await open({ flows: [leave, signing], database })))
  afterAll(() => driver?.close())

  const asked = async (): Promise<Task> => {
    const process = await driver.start('leave', 'start', { days: 3 }, { by: anna, note: 'please' })
    return (await driver.tasks({ process, node: 'approve' }))[0]!
  }
  /** What a command adds to the history of the task's process. */
  const added = async (task: Task, command: () => Promise<unknown>): Promise<readonly HistoryEvent[]> => {
    const before = await driver.history(task.process)
    await command()
    return (await driver.history(task.process)).slice(before.length)
  }
  const who = ({ id, name }: { id: string; name: string }) => ({ actor: id, actorName: name })
  const itself = { actor: null, actorName: null, note: null }

  it('says who started it, why, and what followed by itself', async () => {
    const { process, id } = await asked()
    expect(await driver.history(process)).toMatchObject([
      { number: 1, type: 'process.started', ...who(anna), from: null, to: 'running', note: 'please', task: null },
      { number: 2, type: 'task.created', ...who(anna), node: 'start', from: null, to: 'new' },
      { number: 3, type: 'task.done', ...who(anna), node: 'start', from: 'new', to: 'done' },
      { number: 4, type: 'task.created', ...itself, node: 'approve', task: id, from: null, to: 'new' },
    ])
  })

  it('says who took a task, and who gave it to whom', async () => {
    const task = await asked()
    const give = () => driver.command(task, 'assign', { by: maya, to: 'carla', note: 'Ben is ill' })
    expect(await added(task, give)).toMatchObject([
      {
        type: 'task.assigned',
        ...who(maya),
        task: task.id,
        from: 'new',
        to: 'assigned',
        note: 'Ben is ill',
        data: { owner: 'carla' },
      },
    ])
  })

  it('says who gave a task back, and whose it was', async () => {
    const task = await asked()
    await driver.command(task, 'assign', { by: ben })
    const giveBack = () => driver.command(task, 'unassign', { by: ben, note: 'not my team' })
    expect(await added(task, giveBack)).toMatchObject([
      {
        type: 'task.unassigned',
        ...who(ben),
        from: 'assigned',
        to: 'new',
        note: 'not my team',
        data: { owner: 'ben' },
      },
    ])
  })

  it('says what a completion changed, which way a condition took and what it had looked at', async () => {
    const task = await asked()
    await driver.command(task, 'assign', { by: ben })
    const approve = () => driver.command(task, 'complete', { by: ben, input: { approved: true }, note: 'enjoy' })
    expect(await added(task, approve)).toMatchObject([
      {
        type: 'task.done',
        ...who(ben),
        node: 'approve',
        note: 'enjoy',
        data: { changed: { approved: [false, true] } },
      },
      { type: 'task.created', ...itself, node: 'check' },
      { type: 'task.done', ...itself, node: 'check', data: { told: 'yes', read: { approved: true } } },
      { type: 'task.created', ...itself, node: 'booked' },
      { type: 'task.done', ...itself, node: 'booked' },
      { type: 'process.done', ...itself, from: 'running', to: 'done', data: { outcome: 'booked' } },
    ])
  })

  it('says who canceled a process, why, and which tasks ended with it', async () => {
    const task = await asked()
    const cancel = () => driver.command(task.process, 'cancelProcess', { by: maya, note: 'asked twice' })
    const events = await added(task, cancel)
    expect(events).toMatchObject([
      { type: 'task.canceled', task: task.id, from: 'new', to: 'canceled' },
      { type: 'process.canceled', ...who(maya), from: 'running', to: 'canceled', note: 'asked twice' },
    ])
    expect(await driver.tasks({ process: task.process, node: 'approve' })).toMatchObject([
      { reason: 'process canceled' },
    ])
  })

  it('a refused command leaves no trace', async () => {
    const task = await asked()
    expect(await added(task, () => driver.command(task, 'complete', { by: ben, input: {} }).catch(() => {}))).toEqual(
      [],
    )
  })

  it('moments come from the clock, never go back, and are those of the rows', async () => {
    const task = await asked()
    await driver.advanceClock('2 days')
    await driver.command(task, 'assign', { by: ben })
    const times = (await driver.history(task.process)).map(({ at }) => at)
    expect(times).toEqual(times.toSorted())
    expect(Date.parse(times.at(-1)!) - Date.parse(times[0]!)).toBeGreaterThanOrEqual(2 * 86_400_000)
    expect((await driver.tasks({ list: 'inbox', actor: ben, process: task.process }))[0]!.assignedAt).toEqual(
      new Date(times.at(-1)!),
    )
  })

  describe('through every command of two flows', () => {
    const commands: ((task: Task) => Promise<unknown>)[] = [
      (task) => driver.command(task, 'assign', { by: ben }),
      (task) => driver.command(task, 'assign', { by: carla }).catch(() => {}),
      (task) => driver.command(task, 'unassign', { by: ben }),
      (task) => driver.command(task, 'assign', { by: maya, to: 'carla' }),
      (task) => driver.command(task, 'complete', { by: carla, input: { approved: false } }),
      async () => {
        const { id } = await driver.start('signing', 'start', {})
        const [first, ...others] = await driver.tasks({ process: id, status: 'new' })
        await driver.command(first!, 'complete', { input: {} })
        await driver.command(others[0]!.process, 'cancelProcess')
      },
    ]

    it('no event is ever changed or removed', async () => {
      const task = await asked()
      for (const command of commands) {
        const before = (await driver.dump()).handover_event
        await command(task)
        const after = new Set((await driver.dump()).handover_event.map((event) => JSON.stringify(event)))
        expect(before.filter((event) => !after.has(JSON.stringify(event)))).toEqual([])
      }
    })

    it('numbers count up without a gap, each status follows from the one before, and the last is that of the row', async () => {
      const task = await asked()
      for (const command of commands) await command(task)
      const processes = await driver.handover.processes.list({ limit: 200 })
      for (const process of processes.items) {
        const history = await driver.history(process)
        expect(history.map(({ number }) => number)).toEqual(history.map((_, index) => index + 1))
        const statuses = replay(history)
        expect(statuses.get(null)).toBe(process.status)
        for (const { id, status } of await driver.tasks({ process }))
          expect([id, statuses.get(id)]).toEqual([id, status])
      }
    })
  })
})

/** The status of the process (null) and of each task, from history alone. */
function replay(history: readonly HistoryEvent[]): Map<string | null, string | null> {
  const statuses = new Map<string | null, string | null>()
  for (const { task, from, to, number } of history) {
    expect([number, from]).toEqual([number, statuses.get(task) ?? null])
    statuses.set(task, to)
  }
  return statuses
}
