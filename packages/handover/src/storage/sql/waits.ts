/** Which timers and subscriptions an action brings and which it takes away: they follow from what its tasks wait for. */
import type { TaskState } from '../../engine/snapshot.ts'
import type { Changes, Timer } from '../store.ts'
import type { StoredSubscription } from './columns.ts'

export interface WaitChanges {
  /** Written, whether there was one of that key or not. */
  readonly timers: readonly Timer[]
  /** Their keys. */
  readonly stopped: readonly string[]
  readonly subscribed: readonly StoredSubscription[]
  readonly unsubscribed: readonly StoredSubscription[]
}

/** `before` are the tasks as they were loaded: the rows that exist follow from them, so none has to be looked up. */
export function waitChanges(
  { process: { tenant }, createdTasks, changedTasks }: Changes,
  before: ReadonlyMap<string, TaskState>,
): WaitChanges {
  const pairs = [
    ...createdTasks.map((task) => [undefined, waitsOf(task, tenant)] as const),
    ...changedTasks.map((task) => [waitsOf(before.get(task.id), tenant), waitsOf(task, tenant)] as const),
  ].filter(([was, is]) => was !== undefined || is !== undefined)
  if (pairs.length === 0) return nothing
  return {
    timers: pairs.flatMap(([was, is]) => (is?.timer && is.timer.dueAt !== was?.timer?.dueAt ? [is.timer] : [])),
    stopped: pairs.flatMap(([was, is]) => (was?.timer && !is?.timer ? [was.timer.key] : [])),
    subscribed: pairs.flatMap(([was, is]) => without(is?.subscriptions ?? [], was?.subscriptions ?? [])),
    unsubscribed: pairs.flatMap(([was, is]) => without(was?.subscriptions ?? [], is?.subscriptions ?? [])),
  }
}

const nothing: WaitChanges = { timers: [], stopped: [], subscribed: [], unsubscribed: [] }

interface TaskWaits {
  readonly timer: Timer | null
  readonly subscriptions: readonly StoredSubscription[]
}

// An undone task keeps its token, but waits for nothing from outside until it is revived.
function waitsOf(task: TaskState | undefined, tenant: string): TaskWaits | undefined {
  if (!task || task.waits === null || task.finishedAt !== null || task.status === 'canceled') return undefined
  const { wake, message, signal } = task.waits
  const of = { tenant, task: task.id, process: task.process }
  const common = { ...of, createdAt: task.createdAt }
  return {
    timer: wake === undefined ? null : { ...of, key: task.id, dueAt: wake, data: null },
    subscriptions: [
      ...(message === undefined ? [] : [{ ...common, kind: 'message' as const, ...nameAndKey(message) }]),
      ...(signal === undefined ? [] : [{ ...common, kind: 'signal' as const, name: signal, key: '' }]),
    ],
  }
}

const nameAndKey = ({ name, key }: { readonly name: string; readonly key: string }) => ({ name, key })

const without = (some: readonly StoredSubscription[], others: readonly StoredSubscription[]) =>
  some.filter((one) => !others.some(({ kind, name, key }) => kind === one.kind && name === one.name && key === one.key))
