/**
 * Nodes of one mutex exclude each other within a process. What runs by itself waits before it is entered; people see
 * all of them offered, and take one at a time. It is held until the token leaves the region, or with `per: 'task'` until
 * the task ends.
 */
import { refusal, allowed, type Permit } from '../access/permit.ts'
import type { FlowNode } from '../flow/node.ts'
import type { Draft } from './draft.ts'
import type { TaskState, Waits } from './snapshot.ts'

/** Whether the task may go on now; from then on it holds the mutex. */
export function acquire(draft: Draft, task: TaskState): Permit {
  const name = draft.node(task).mutex
  if (name === undefined || task.waits?.mutex?.isHeld) return allowed
  const holder = holderOf(draft, name)
  if (holder !== undefined) {
    mark(draft, task, { name, isHeld: false })
    return refusal('MUTEX_TAKEN', { title: task.title, other: holder.title, who: holder.ownerName ?? holder.owner })
  }
  mark(draft, task, { name, isHeld: true })
  return allowed
}

/** Who gives a task back gives back its turn, unless the region was entered before. */
export function release(draft: Draft, task: TaskState): void {
  const mutex = task.waits?.mutex
  if (mutex?.isHeld && !mutex.isInherited) mark(draft, task, { name: mutex.name, isHeld: false })
}

/** What runs by itself and may now be entered: the one that waits longest. */
export function freed(draft: Draft): TaskState | undefined {
  return draft.openTasks().find((task) => {
    const mutex = task.waits?.mutex
    if (mutex === undefined || mutex.isHeld || draft.node(task).kind.role === 'human') return false
    return holderOf(draft, mutex.name) === undefined
  })
}

/** A token that stays inside the region keeps the mutex; what leaves a boundary comes from its host. */
export function inherited(draft: Draft, from: TaskState, to: FlowNode): Pick<TaskState, 'waits'> | undefined {
  const origin = from.host === null ? from : draft.task(from.host)
  const name = held(origin)?.mutex?.name
  const isOfRegion = draft.node(origin).mutexPer !== 'task' && to.mutexPer !== 'task'
  if (name === undefined || name !== to.mutex || !isOfRegion) return undefined
  return { waits: { mutex: { name, isHeld: true, isInherited: true } } }
}

/** What a task keeps while it waits for nothing else: it failed, and its turn is not over. */
export function held({ waits }: TaskState): Waits | null {
  return waits?.mutex?.isHeld ? { mutex: waits.mutex } : null
}

const holderOf = (draft: Draft, name: string) =>
  draft.openTasks().find(({ waits }) => waits?.mutex?.name === name && waits.mutex.isHeld)

type Mutex = NonNullable<NonNullable<TaskState['waits']>['mutex']>
function mark(draft: Draft, task: TaskState, mutex: Mutex): void {
  const known = task.waits?.mutex
  if (known?.isHeld === mutex.isHeld) return
  draft.change(task.id, { waits: { ...task.waits, mutex } })
}
