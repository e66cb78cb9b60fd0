/** How a task ends: it leaves the agenda, and with it end the boundaries on its border. */
import type { Draft } from './draft.ts'
import type { EventType } from './event.ts'
import { isOpen, type CancelReason, type Json, type TaskState, type TaskStatus } from './snapshot.ts'

export interface Ending {
  readonly status: TaskStatus & ('done' | 'canceled' | 'revived')
  readonly type: EventType
  readonly reason?: CancelReason
  readonly data?: Json
  /** Whether it ends by who gave the command; by default when it is the task that the command named. */
  readonly isCommanded?: boolean
}

export function endTask(draft: Draft, task: TaskState, ending: Ending): TaskState {
  const { status, type, reason, data = null } = ending
  const isCommanded = ending.isCommanded ?? task.id === draft.commanded.task
  draft.forget(task.id)
  const ended = draft.end(task, { status, ...(reason === undefined ? {} : { reason }) }, isCommanded)
  draft.record(type, { task: ended, from: task.status, to: status, data })
  disarm(draft, task)
  if (status !== 'done') abandon(draft, task)
  return ended
}

/** Ends a task that will not be done any more. */
export function withdraw(draft: Draft, task: TaskState, reason: CancelReason): TaskState {
  const isCommanded = reason === 'process canceled' || task.id === draft.commanded.task
  return endTask(draft, task, { status: 'canceled', type: 'task.canceled', reason, isCommanded })
}

/** Those of them that are still open: one may have ended with another. */
export function withdrawAll(draft: Draft, tasks: readonly TaskState[], reason: CancelReason): void {
  for (const { id } of tasks) {
    const task = draft.task(id)
    if (isOpen(task)) withdraw(draft, task, reason)
  }
}

/** The boundaries on the border of a task end with it, however it ends. */
export function disarm(draft: Draft, host: TaskState): void {
  if (!draft.isHost(host)) return
  withdrawAll(
    draft,
    draft.openTasks().filter((task) => task.host === host.id),
    'withdrawn',
  )
}

/** Tells those that work for the task that nobody waits for them any more. */
export function abandon(draft: Draft, task: TaskState): void {
  const node = draft.node(task)
  for (const sending of node.kind.abandon?.(node, task) ?? []) draft.send(sending, task.id)
}
