import { error } from '../../errors.ts'
import { readMoment } from '../../flow/duration.ts'
import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { permitted } from '../permitted.ts'
import type { TaskState } from '../snapshot.ts'

/**
 * A task is woken at another moment, or people are to have done it by then. Only the named task changes: a deadline on
 * its border, or its host, keeps its own time. A moment that has passed is due now.
 */
export function reschedule(draft: Draft, command: CommandNamed<'reschedule'>): void {
  const task = permitted(draft, command)
  const { change, from, to } = timesOf(draft, task, momentOf(command.at, draft.context.now))
  const rescheduled = draft.change(task.id, change)
  draft.record('task.rescheduled', {
    task: rescheduled,
    from: task.status,
    to: task.status,
    data: { formerDueAt: from, dueAt: to },
  })
}

interface Times {
  readonly change: Partial<TaskState>
  readonly from: string | null
  readonly to: string
}

/** People's work has a due time, everything else a moment at which it goes on. */
function timesOf(draft: Draft, task: TaskState, to: string): Times {
  const wake = task.waits?.wake
  const waits = { ...task.waits, wake: to }
  if (draft.node(task).kind.role !== 'human') return { change: { waits }, from: wake ?? null, to }
  // A kind that is woken when its work is due is woken at the new time; another alarm of its own stays.
  const isWokenWhenDue = wake !== undefined && wake === task.dueAt
  return { change: { dueAt: to, ...(isWokenWhenDue && { waits }) }, from: task.dueAt, to }
}

/** Times are compared as texts, which holds for years of four digits. */
function momentOf(at: string, now: string): string {
  const moment = readMoment(at, now)
  if (moment !== undefined && /^\d/.test(moment)) return moment
  throw error('OPTION_INVALID', { option: 'at', value: at, expected: momentInWords })
}

/** What `at` takes. */
export const momentInWords =
  "a Date, an ISO time such as '2027-03-01T09:00:00Z', or a duration from now such as '2 days'"
