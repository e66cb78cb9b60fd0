/** Which rows of `handover_offer` an action brings and which it takes away. */
import { entriesOfAudience } from '../../access/audience.ts'
import type { TaskState } from '../../engine/snapshot.ts'
import type { Changes } from '../store.ts'
import type { OfferTable } from './schema.ts'

export interface OfferChanges {
  readonly added: readonly Offer[]
  /** By task. */
  readonly removed: readonly Withdrawn[]
}
export type Offer = Pick<OfferTable, 'audience' | 'created_at' | 'task_id' | 'due_at'>
export interface Withdrawn {
  readonly task: TaskState
  readonly audiences: readonly string[]
}

/** A task is offered only while it is new: taken, ended or failed, it stands in nobody's queue. */
const entriesOf = (task: TaskState): readonly string[] =>
  task.status === 'new' && task.audience !== null ? entriesOfAudience(task.audience) : []

/** `before` are the tasks as they were loaded: the rows that exist follow from them, so none has to be looked up. */
export function offerChanges(changes: Changes, before: ReadonlyMap<string, TaskState>): OfferChanges {
  const changed = changes.changedTasks.map((task) => {
    const old = before.get(task.id)
    if (old === undefined) throw new Error(`cannot happen: task '${task.id}' was changed but never loaded`)
    const [was, is] = [entriesOf(old), entriesOf(task)]
    return {
      task,
      // One whose time has changed is written over.
      gained: is.filter((entry) => !was.includes(entry) || old.dueAt !== task.dueAt),
      lost: was.filter((entry) => !is.includes(entry)),
    }
  })
  const created = changes.createdTasks.map((task) => ({ task, gained: entriesOf(task), lost: [] }))
  return {
    added: [...created, ...changed].flatMap(({ task, gained }) => gained.map((audience) => offerOf(task, audience))),
    removed: changed.filter(({ lost }) => lost.length > 0).map(({ task, lost }) => ({ task, audiences: lost })),
  }
}

const offerOf = (task: TaskState, audience: string): Offer => ({
  audience,
  created_at: task.createdAt,
  task_id: task.id,
  due_at: task.dueAt,
})
