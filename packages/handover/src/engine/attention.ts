import type { Draft } from './draft.ts'
import { isVisit } from './join.ts'
import { isBarred } from './milestone.ts'
import type { TaskState } from './snapshot.ts'

/** Why a process at rest cannot be left to itself; null when it can. Nothing is silently stuck. */
export function attentionOf(draft: Draft): string | null {
  const open = draft.openTasks()
  const failed = open.find((task) => task.status === 'error')
  if (failed !== undefined) return `'${failed.title}' failed: ${failed.error?.message ?? ''}`
  const undone = open.find((task) => task.status === 'canceled')
  if (undone !== undefined) return `'${undone.title}' was undone and waits to be done again.`
  // A boundary that is gone holds nothing up: it ends with its host.
  const obsolete = open.find((task) => task.host === null && draft.node(task).isObsolete)
  if (obsolete !== undefined) return `'${obsolete.title}' is not part of the flow any more: cancel it or move it.`
  return stuckReason(draft, open)
}

/**
 * Joins let one another go; one that is left over waits for a branch that cannot come, and so may milestones, and what
 * waits for a turn that one of them keeps.
 */
function stuckReason(draft: Draft, open: readonly TaskState[]): string | null {
  const waitsForTurn = (task: TaskState) =>
    task.waits?.mutex?.isHeld === false && draft.node(task).kind.role !== 'human'
  if (!open.every((task) => isVisit(draft, task) || isBarred(draft, task) || waitsForTurn(task))) return null
  const barred = open.find((task) => isBarred(draft, task))
  if (barred !== undefined) return `'${barred.title}' can only be done at a point that the process cannot come to.`
  const kept = open.find(waitsForTurn)
  if (kept !== undefined) return `'${kept.title}' waits for its turn, which cannot come any more.`
  return open.length === 0 ? null : `'${open[0]!.title}' waits for a branch that cannot come any more.`
}
