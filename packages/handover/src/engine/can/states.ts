/** When a command may be given: what became of the task meanwhile. */
import { allowed, refusal, type Permit } from '../../access/permit.ts'
import type { Actor } from '../../flow/actor.ts'
import type { TaskCommandName } from '../command.ts'
import { isOpen, type TaskState } from '../snapshot.ts'

type State = (task: TaskState, by: Actor | null) => Permit

/** Only while the task is open, and not undone: such a task waits to be revived. */
const open =
  (state: State): State =>
  (task, by) =>
    isOpen(task) && task.status !== 'canceled' ? state(task, by) : ended(task)
/** Only while somebody can work on it. */
const workable = (state: State): State =>
  open((task, by) =>
    task.status === 'error'
      ? refusal('TASK_FAILED', { title: task.title, message: task.error?.message ?? '' })
      : state(task, by),
  )
/** A split is done as soon as its branches have begun: whether one may still come is known under the lock. */
const begun =
  (state: State): State =>
  (task, by) =>
    task.status === 'done' ? state(task, by) : open(state)(task, by)

export const states: Readonly<Record<TaskCommandName, State>> = {
  assign: workable((task, by) => {
    if (task.owner === null) return allowed
    if (task.owner === by?.id) return refusal('TASK_ALREADY_YOURS', { title: task.title, at: task.assignedAt })
    return alreadyAssigned(task)
  }),
  unassign: workable((task) => (task.owner === null ? notAssigned(task, 'given back') : allowed)),
  reassign: workable((task) => (task.owner === null ? notAssigned(task, 'given to somebody else') : allowed)),
  complete: workable((task, by) => {
    if (by === null || task.owner === by.id) return allowed
    return task.owner === null ? notAssigned(task, 'completed') : alreadyAssigned(task)
  }),
  sendBack: workable((task, by) => (by !== null && task.owner === null ? notAssigned(task, 'sent back') : allowed)),
  run: workable(() => allowed),
  cancel: (task) => (isOpen(task) ? allowed : ended(task)),
  undo: (task) =>
    task.status === 'done' ? allowed : refusal('TASK_NOT_DONE', { title: task.title, status: task.status }),
  revive: (task) => {
    const isLeftOver = task.status === 'canceled' && (task.reason === 'by hand' || task.reason === 'undone')
    if (task.status === 'error' || (isLeftOver && (isOpen(task) || task.reason === 'by hand'))) return allowed
    return refusal('TASK_NOT_REVIVABLE', { title: task.title, status: task.status, reason: task.reason })
  },
  retry: (task) =>
    task.status === 'error' ? allowed : refusal('TASK_NOT_FAILED', { title: task.title, status: task.status }),
  skip: open(() => allowed),
  move: (task) => (isOpen(task) ? allowed : ended(task)),
  reschedule: workable(() => allowed),
  add: begun(() => allowed),
  finish: begun(() => allowed),
}

const notAssigned = (task: TaskState, deed: string) => refusal('TASK_NOT_ASSIGNED', { title: task.title, deed })
const alreadyAssigned = (task: TaskState) =>
  refusal('TASK_ALREADY_ASSIGNED', { title: task.title, owner: task.ownerName ?? task.owner, at: task.assignedAt })

const byThemselves: Readonly<Record<string, readonly [string, string]>> = {
  withdrawn: ['Another branch', 'withdrew'],
  interrupted: ['Another event', 'interrupted'],
  terminated: ['The end of the process', 'terminated'],
}

/** A task that moved on: by whom, and how. */
function ended(task: TaskState): Permit {
  const { title, finishedAt: at, status, reason } = task
  // Its row says who had completed it, and when; who undid it stands in the history.
  if (reason === 'undone') return refusal('TASK_ENDED', { title, at: null, who: 'Somebody', deed: 'undid' })
  const who = task.endedByName ?? task.endedBy ?? 'The system'
  if (status === 'done') return refusal('TASK_ENDED', { title, at, who, deed: 'completed' })
  const [cause, deed] = byThemselves[reason ?? ''] ?? [who, deedOf(status, reason)]
  return refusal('TASK_ENDED', { title, at, who: cause, deed })
}

function deedOf(status: TaskState['status'], reason: TaskState['reason']): string {
  if (status === 'revived') return 'revived'
  const known: Readonly<Record<string, string>> = {
    skipped: 'skipped',
    'sent back': 'sent back',
    moved: 'moved',
  }
  return known[reason ?? ''] ?? 'canceled'
}
