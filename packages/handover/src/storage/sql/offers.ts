/** Which rows of `handover_offer` an action brings and which it takes away. */
import { entriesOfAudience } from '../../access/audience.ts'
import type { TaskState } from '../../engine/snapshot.ts'
import type { Changes } from '../store.ts'
import type { OfferTable } from './schema.ts'

export interface OfferChanges {
  readonly added: readonly OfferTable[]
  readonly removed: readonly OfferTable[]
}

/** A task is offered only while it is new: taken, ended or failed, it stands in nobody's queue. */
const offered = (task: TaskState): readonly string[] =>
  task.status === 'new' && task.audience !== null ? entriesOfAudience(task.audience) : []

/** `before` are the tasks as they were loaded: the rows that exist follow from them, so none has to be looked up. */
export function offerChanges(changes: Changes, before: ReadonlyMap<string, TaskState>): OfferChanges {
  const { process, createdTasks, changedTasks } = changes
  const row = (task: TaskState) => (audience: string) => ({
    tenant: process.tenant,
    audience,
    created_at: task.createdAt,
    task_id: task.id,
    process_number: process.number,
  })
  const added = createdTasks.flatMap((task) => offered(task).map(row(task)))
  const removed: OfferTable[] = []
  for (const task of changedTasks) {
    const old = before.get(task.id)
    if (old === undefined) throw new Error(`cannot happen: task '${task.id}' was changed but never loaded`)
    const [was, is] = [offered(old), offered(task)]
    removed.push(...was.filter((entry) => !is.includes(entry)).map(row(task)))
    added.push(...is.filter((entry) => !was.includes(entry)).map(row(task)))
  }
  return { added, removed }
}
