import type { LoadEffect } from '../engine/effect.ts'
import type { TaskState } from '../engine/snapshot.ts'
import type { Asked } from './action.ts'
import { namesOf, placeNow } from './node-names.ts'

/** The done tasks of the nodes that this action does not know yet. */
export async function loadDone(
  { action, flow, snapshot, isNew }: Omit<Asked, 'effect'>,
  { nodes }: LoadEffect,
): Promise<readonly TaskState[]> {
  if (isNew) return []
  const known = new Set(snapshot.tasks.map((task) => task.id))
  const names = nodes.flatMap((node) => namesOf(flow, node))
  const tasks = await action.unit.doneTasks(snapshot.process.id, names)
  return tasks.filter((task) => !known.has(task.id)).map((task) => placeNow(flow, task))
}
