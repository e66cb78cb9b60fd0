import { AsyncLocalStorage } from 'node:async_hooks'
import { error } from '../errors.ts'

/** The action whose function is running here, if any. */
interface Inside {
  readonly flow: string
  readonly node: string
  readonly action: { readonly isOver: boolean }
}

const inside = new AsyncLocalStorage<Inside>()

export const runInside = <T>(where: Inside, body: () => T): T => inside.run(where, body)

/** A function that uses the root object would wait for the lock that its own action holds. */
export function refuseInside(member: string): void {
  const where = inside.getStore()
  if (where !== undefined && !where.action.isOver)
    throw error('HANDOVER_INSIDE_VISIT', { flow: where.flow, node: where.node, member })
}
