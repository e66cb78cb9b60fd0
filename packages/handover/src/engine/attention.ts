import type { Draft } from './draft.ts'
import { isVisit } from './join.ts'
import type { TaskState } from './snapshot.ts'

/** Why a process at rest cannot be left to itself; null when it can. Nothing is silently stuck. */
export function attentionOf(draft: Draft): string | null {
  const open = draft.openTasks()
  const failed = open.find((task) => task.status === 'error')
  if (failed !== undefined) return `'${failed.title}' failed: ${failed.error?.message ?? ''}`
  const undone = open.find((task) => task.status === 'canceled')
  if (undone !== undefined) return `'${undone.title}' was undone and waits to be done again.`
  const obsolete = open.find((task) => draft.node(task).isObsolete)
  if (obsolete !== undefined) return `'${obsolete.title}' is not part of the flow any more: cancel it or move it.`
  return stuckReason(draft, open)
}

/** Joins let one another go; one that is left over waits for a branch that cannot come. */
function stuckReason(draft: Draft, open: readonly TaskState[]): string | null {
  const stuck = open.find((task) => task.host === null)
  if (stuck === undefined || !open.every((task) => isVisit(draft, task))) return null
  return `'${stuck.title}' waits for a branch that cannot come any more.`
}
