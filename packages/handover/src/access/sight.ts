import type { Actor, Audience } from '../flow/actor.ts'
import { entriesOfActor, entriesOfAudience } from './audience.ts'
import { hasRight, manageRight, viewRight } from './rights.ts'

/** Whether the actor may see every process of the flow. */
export const seesFlow = (actor: Actor, flow: string): boolean =>
  hasRight(actor, viewRight(flow)) || hasRight(actor, manageRight(flow))

/** Whether the actor may see the process by what stands in its own row; who had a task of it may as well. */
export const seesProcess = (
  actor: Actor,
  process: { readonly flow: string; readonly startedBy: string | null },
): boolean => process.startedBy === actor.id || seesFlow(actor, process.flow)

/** Whether the task itself shows that the actor may see it: as its owner, or as one of its audience, excepted or not. */
export function seesTask(
  actor: Actor,
  task: { readonly owner: string | null; readonly audience: Audience | null },
): boolean {
  if (task.owner === actor.id) return true
  if (task.audience === null) return false
  const entries = new Set(entriesOfAudience(task.audience))
  return entriesOfActor(actor).some((entry) => entries.has(entry))
}
