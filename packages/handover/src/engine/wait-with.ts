/** A task stays open: in the queue, with its owner, or for what the kind waits for. */
import { isExcepted } from '../access/audience.ts'
import type { TaskMarks } from '../flow/move.ts'
import type { Draft } from './draft.ts'
import { decide } from './decide.ts'
import { armBoundaries } from './fail-task.ts'
import { readMarks } from './read-marks.ts'
import { dataOf, type Json, type Learned, type TaskState, type Waits } from './snapshot.ts'

export function waitWith(draft: Draft, task: TaskState, answered: TaskMarks, learned: Learned): void {
  const { now } = draft.context
  const { dueAt, wakeAt, ...marks } = readMarks(answered, draft.place(task), now)
  const isEntered = draft.entering === task.id
  const owner = ownerOf(task, marks, isEntered)
  const isNewOwner = owner !== task.owner || (isEntered && owner !== null)
  const status = owner === null ? (marks.status ?? (marks.job === undefined ? 'new' : 'scheduled')) : 'assigned'
  const waits = waitsOf(draft, task, marks, wakeAt)
  if (!isEntered && isSame(task, { status, owner, waits }, marks)) return
  const waiting = draft.change(task.id, {
    status,
    owner,
    ownerName: owner === task.owner ? task.ownerName : null,
    assignedAt: owner === null ? null : isNewOwner ? now : task.assignedAt,
    waits,
    ...(marks.audience === undefined ? {} : { audience: marks.audience }),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(marks.state === undefined ? {} : { state: marks.state as Json }),
  })
  tell(draft, task, waiting, { learned, isNewOwner })
  if (isEntered) {
    draft.entering = null
    armBoundaries(draft, waiting)
  }
  if (status === 'assigned' || status === 'started') decide(draft, waiting, 'started')
}

/** Work that is sent back goes to who did it, unless the node's rule names somebody or keeps that person out. */
function ownerOf(task: TaskState, marks: TaskMarks, isEntered: boolean): string | null {
  if (marks.owner === undefined) return task.owner
  if (marks.owner !== null || !isEntered || task.owner === null) return marks.owner
  return isExcepted({ id: task.owner }, marks.audience ?? task.audience) ? null : task.owner
}

function waitsOf(draft: Draft, task: TaskState, marks: TaskMarks, wakeAt: string | null | undefined): Waits | null {
  const { message, signal, watches, job } = marks
  const mutex = task.waits?.mutex
  const delivery = job === undefined ? '' : draft.send({ type: 'job', task: task.id }, task.id)
  const waits: Waits = {
    ...(wakeAt == null ? {} : { wake: wakeAt }),
    ...(message === undefined ? {} : { message }),
    ...(signal === undefined ? {} : { signal }),
    ...(watches === undefined ? {} : { watches }),
    ...(job === undefined ? {} : { job: { ...job, attempt: 1, delivery } }),
    ...(mutex === undefined ? {} : { mutex }),
  }
  return Object.keys(waits).length === 0 ? null : waits
}

/** Asked again and answered as before: nothing to write. */
const isSame = (task: TaskState, next: Pick<TaskState, 'status' | 'owner' | 'waits'>, marks: TaskMarks) =>
  marks.watches !== undefined &&
  marks.state === undefined &&
  task.status === next.status &&
  task.owner === next.owner &&
  JSON.stringify(task.waits) === JSON.stringify(next.waits)

function tell(
  draft: Draft,
  before: TaskState,
  task: TaskState,
  { learned, isNewOwner }: { learned: Learned; isNewOwner: boolean },
): void {
  const [from, to] = [before.status, task.status]
  const told = {
    ...learned,
    ...(draft.node(task).offer === undefined ? {} : { told: task.audience as unknown as Json }),
  }
  const { waits } = task
  if (draft.commanded.task === task.id && draft.entering !== task.id)
    draft.record('task.answered', { task, from, to, data: dataOf(learned) })
  else if (isNewOwner && task.owner !== null)
    draft.record('task.assigned', { task, from, to, data: { ...(told as object), owner: task.owner } })
  else if (waits?.wake !== undefined || waits?.job !== undefined)
    draft.record('task.scheduled', { task, from, to, data: { ...(told as object), dueAt: waits.wake ?? null } })
  else if (Object.keys(told).length > 0) draft.record('task.offered', { task, from, to, data: dataOf(told) })
  else if (from !== to) draft.record('task.started', { task, from, to })
}
