/** What holds of timers and subscriptions of tasks: they follow from what open tasks wait for, and vanish with them. */
import { describe, expect, test } from 'vitest'
import type { TaskState, Waits } from '../../engine/snapshot.ts'
import type { Subject } from '../store-contract.ts'
import { act, begun, later, moved, noon, processSample, start, taskSample } from './samples.ts'

export function waitsContract({ store, next }: Subject): void {
  const everything = (tenant: string): Waits => ({
    wake: noon,
    message: { name: 'paid', key: tenant },
    signal: `go ${tenant}`,
  })
  const waiting = async (waits: Waits | null, more: Partial<TaskState> = {}) => {
    const tenant = `tenant ${next()}`
    const process = processSample(next(), { tenant })
    const task = taskSample(process, { waits: waits ?? everything(tenant), ...more })
    await start(store(), process, [task])
    return { tenant, process, task }
  }
  const timerOf = async (task: TaskState) =>
    (await store().timers.due(new Date(later(1e9)), 10_000)).find(({ key }) => key === task.id)
  const rowsOf = async (tenant: string, task: TaskState) => {
    const of = { tenant, key: tenant }
    const messages = await store().messages.subscriptions({ ...of, kind: 'message', name: 'paid' })
    const signals = await store().messages.subscriptions({ tenant, kind: 'signal', name: `go ${tenant}` })
    return [(await timerOf(task)) === undefined ? 0 : 1, messages.length, signals.length]
  }
  const change = (process: { readonly id: string }, more: Partial<TaskState>) =>
    act(store(), process.id, (loaded, tasks) =>
      moved(loaded, { changedTasks: tasks.map((task) => ({ ...task, ...more })) }),
    )

  describe('what a task waits for', () => {
    test('is there as soon as the task is, and names it', async () => {
      const { tenant, process, task } = await waiting(null)
      expect(await rowsOf(tenant, task)).toEqual([1, 1, 1])
      const of = { tenant, task: task.id, process: process.id }
      expect(await timerOf(task)).toEqual({ ...of, key: task.id, dueAt: noon, data: null })
      const message = { kind: 'message', name: 'paid', key: tenant } as const
      expect(await store().messages.subscriptions({ tenant, ...message })).toEqual([{ ...of, ...message }])
      const signal = { kind: 'signal', name: `go ${tenant}` } as const
      expect(await store().messages.subscriptions({ tenant, ...signal })).toEqual([{ ...of, ...signal, key: '' }])
    })

    const ends: Record<string, Partial<TaskState>> = {
      done: { status: 'done', finishedAt: later(1) },
      canceled: { status: 'canceled', reason: 'withdrawn', finishedAt: later(1) },
      revived: { status: 'revived', finishedAt: later(1) },
      'undone, though it keeps its token': { status: 'canceled', reason: 'undone' },
      'not waiting any more': { waits: null },
      'waiting for something else': { waits: { watches: 'data' } },
    }
    test.each(Object.entries(ends))('is gone when it is %s', async (_, end) => {
      const { tenant, process, task } = await waiting(null)
      await change(process, end)
      expect(await rowsOf(tenant, task)).toEqual([0, 0, 0])
    })

    test('comes back with a task that waits again', async () => {
      const { tenant, process, task } = await waiting(null)
      for (const end of [{ status: 'canceled', reason: 'undone' }, { waits: null }] as const) {
        await change(process, end)
        await change(process, { status: 'new', waits: everything(tenant) })
        expect(await rowsOf(tenant, task)).toEqual([1, 1, 1])
      }
    })

    test('is never there for a task that has ended when it is written', async () => {
      const { tenant, task } = await waiting(null, { status: 'done', finishedAt: noon })
      expect(await rowsOf(tenant, task)).toEqual([0, 0, 0])
    })

    test('stays when the task changes otherwise, also into error', async () => {
      const { tenant, process, task } = await waiting(null)
      await change(process, { status: 'assigned', owner: 'ben' })
      await change(process, { status: 'error', error: { code: 'X', message: 'It broke.' } })
      expect(await rowsOf(tenant, task)).toEqual([1, 1, 1])
    })

    test('changes with the task: another time, another key, one thing less', async () => {
      const { tenant, process, task } = await waiting(null)
      const wake = later(60_000)
      await change(process, { waits: { wake, message: { name: 'paid', key: 'other' } } })
      expect(await timerOf(task)).toMatchObject({ dueAt: wake })
      expect(await rowsOf(tenant, task)).toEqual([1, 0, 0])
      const found = await store().messages.subscriptions({ tenant, kind: 'message', name: 'paid', key: 'other' })
      expect(found.map((each) => each.task)).toEqual([task.id])
    })

    test('of many tasks ends in one action, and none comes when the action is rolled back', async () => {
      const tenant = `tenant ${next()}`
      const process = processSample(next(), { tenant })
      const tasks = [1, 2, 3].map((sequence) => taskSample(process, { sequence, waits: everything(tenant) }))
      const stale = { ...begun(process, tasks), events: [begun(process).events[0]!, begun(process).events[0]!] }
      await expect(store().begin().write([stale])).rejects.toMatchObject({ code: 'TX_RETRY' })
      expect(await rowsOf(tenant, tasks[0]!)).toEqual([0, 0, 0])
      await start(store(), process, tasks)
      expect(await rowsOf(tenant, tasks[0]!)).toEqual([1, 3, 3])
      await change(process, { status: 'canceled', finishedAt: later(1) })
      expect(await rowsOf(tenant, tasks[0]!)).toEqual([0, 0, 0])
      expect(await timerOf(tasks[2]!)).toBeUndefined()
    })

    test('is found oldest first, by its exact name and key, within its tenant', async () => {
      const tenant = `tenant ${next()}`
      const process = processSample(next(), { tenant })
      const wait = (name: string, key: string, at: number) =>
        taskSample(process, { sequence: at + 1, createdAt: later(at), waits: { message: { name, key } } })
      const [second, first] = [wait('paid', 'a', 2), wait('paid', 'a', 1)]
      const others = [wait('paid', 'b', 0), wait('sent', 'a', 0), wait('paid', '', 0)]
      await start(store(), process, [second, first, ...others])
      const find = (of: { tenant: string; key?: string }) =>
        store().messages.subscriptions({ kind: 'message', name: 'paid', ...of })
      expect((await find({ tenant, key: 'a' })).map(({ task }) => task)).toEqual([first.id, second.id])
      expect((await find({ tenant })).map(({ task }) => task)).toEqual([others[2]!.id])
      expect(await find({ tenant: `${tenant} other`, key: 'a' })).toEqual([])
      expect(await store().messages.subscriptions({ tenant, kind: 'signal', name: 'paid', key: 'a' })).toEqual([])
    })
  })
}
