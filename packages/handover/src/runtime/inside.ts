/** Knows whether code runs inside an action or a transaction, where the root object would wait for itself. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { error } from '../errors.ts'

interface Scope {
  /** The function of an action that is running here; absent inside `handover.transaction`. */
  readonly visit?: { readonly flow: string; readonly node: string }
  /** The flag falls when the action or the transaction is over: a continuation that was not awaited may go on. */
  readonly over: { readonly isOver: boolean }
}

const inside = new AsyncLocalStorage<Scope>()

export const runInside = <T>(scope: Scope, body: () => T): T => inside.run(scope, body)

/** Runs the body of `handover.transaction`. */
export async function runInTransaction<T>(body: () => Promise<T>): Promise<T> {
  const over = { isOver: false }
  try {
    return await inside.run({ over }, body)
  } finally {
    over.isOver = true
  }
}

/** Refuses the root object's `member` where it would wait for the lock that its own caller holds. */
export function refuseInside(member: string, isJoined = false): void {
  const scope = inside.getStore()
  if (scope === undefined || scope.over.isOver) return
  if (scope.visit !== undefined) throw error('HANDOVER_INSIDE_VISIT', { ...scope.visit, member })
  if (!isJoined) throw error('HANDOVER_INSIDE_TRANSACTION', { member })
}
