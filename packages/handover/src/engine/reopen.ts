import { error } from '../errors.ts'
import type { Draft } from './draft.ts'
import type { TaskState } from './snapshot.ts'

/** A process that ended by itself goes on; one that somebody canceled, or whose caller was told, does not. */
export function reopen(draft: Draft, task: TaskState): void {
  const { process } = draft
  if (process.status === 'running') return
  const { flow, number, status, finishedAt, reason, parentTask } = process
  if (status === 'canceled' && (reason === 'canceled' || reason === 'undone'))
    throw error('PROCESS_ENDED', { flow, number, status, at: finishedAt })
  if (parentTask !== null) throw error('CALLER_WAS_TOLD', { title: task.title, number })
  draft.process = { ...process, status: 'running', reason: null, finishedAt: null }
  draft.record('process.reopened', { from: status, to: 'running', isCommanded: false })
}
