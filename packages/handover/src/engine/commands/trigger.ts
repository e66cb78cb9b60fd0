/** What comes from outside of itself: a timer, a message, a signal, a job's answer, a child's end. */
import { error } from '../../errors.ts'
import type { CommandNamed, TriggerCommand } from '../command.ts'
import { decide } from '../decide.ts'
import type { Draft } from '../draft.ts'
import { catchAt, catcherOf, failTask } from '../fail-task.ts'
import { makeMove } from '../make-move.ts'
import { pauseAfter } from '../pause-after.ts'
import { record } from '../record-sending.ts'
import { isOpen, type TaskState, type Waits } from '../snapshot.ts'

export function trigger(draft: Draft, command: CommandNamed<'trigger'>): void {
  const awaited = { timer: 'wake', message: 'message', signal: 'signal' } as const
  const task = expecting(draft, command, (waits) => waits[awaited[command.cause]] !== undefined)
  if (command.cause === 'timer' && task.waits!.wake! > draft.context.now) throw stale(draft, command)
  receive(draft, task, command.input)
}

export function jobStarted(draft: Draft, command: CommandNamed<'jobStarted'>): void {
  const task = expectingJob(draft, command)
  const started = draft.change(task.id, { status: 'started', startedAt: draft.context.now })
  const { attempt } = task.waits!.job!
  draft.record('task.started', { task: started, from: task.status, to: 'started', data: { attempt } })
  decide(draft, started, 'started')
}

export function jobDone(draft: Draft, command: CommandNamed<'jobDone'>): void {
  receive(draft, expectingJob(draft, command), command.result)
}

/** Tried again after a while that grows each time; when it has failed too often, or for good, it waits for an operator. */
export function jobFailed(draft: Draft, command: CommandNamed<'jobFailed'>): void {
  const task = expectingJob(draft, command)
  const job = task.waits!.job!
  const isFinal = job.attempt > job.retries || job.noRetry?.includes(command.error.code) === true
  if (isFinal) return failTask(draft, task, command.error)
  const dueAt = later(draft.context.now, pauseAfter(job.attempt, draft.context.newId(), job.backoff))
  const delivery = draft.send({ type: 'job', task: task.id }, task.id, dueAt)
  const waits: Waits = { ...task.waits, job: { ...job, attempt: job.attempt + 1, delivery } }
  const waiting = draft.change(task.id, { status: 'scheduled', waits })
  const { code, message } = command.error
  draft.record('task.failed', {
    task: waiting,
    from: task.status,
    to: 'scheduled',
    data: { error: { code, message }, attempt: job.attempt, dueAt },
  })
}

export function childEnded(draft: Draft, command: CommandNamed<'childEnded'>): void {
  const task = draft.task(command.task)
  const node = draft.node(task)
  // The others go on while one that failed waits for an operator: what they bring is not to be lost.
  const isWaiting = task.status === 'started' || task.status === 'error'
  if (isOpen(task) && isWaiting) refuseObsolete(draft, task, command)
  if (!isOpen(task) || !isWaiting || node.kind.childEnded === undefined) throw stale(draft, command)
  const { id, number, status, outcome, code } = command.child
  draft.record('child.ended', { task, data: { child: id, number, status, outcome, code } })
  const heard = draft.change(task.id, { error: null })
  makeMove(draft, heard, node.kind.childEnded(node, command.child, heard))
}

/**
 * A called process escalates: nothing is interrupted unless a boundary says so. What no boundary catches here goes on to
 * the process that called this one.
 */
export function escalate(draft: Draft, command: CommandNamed<'escalate'>): void {
  const task = draft.task(command.task)
  if (!isOpen(task) || task.status === 'canceled') throw stale(draft, command)
  refuseObsolete(draft, task, command)
  const boundary = catcherOf(draft, task, 'escalation', command.code)
  if (boundary !== undefined) return catchAt(draft, task, boundary)
  if (draft.process.parentTask === null) throw stale(draft, command)
  record(draft, task, { type: 'escalation', code: command.code })
}

function receive(draft: Draft, task: TaskState, input: unknown): void {
  const node = draft.node(task)
  makeMove(draft, task, node.kind.receive!(node, input, null, task))
}

function expectingJob(draft: Draft, command: TriggerCommand & { readonly delivery: string }): TaskState {
  return expecting(draft, command, ({ job }) => job?.delivery === command.delivery)
}

function expecting(draft: Draft, command: TriggerCommand, isAwaited: (waits: Waits) => boolean): TaskState {
  const task = draft.task(command.task)
  const isWaiting = isOpen(task) && task.waits !== null && isAwaited(task.waits)
  if (isWaiting) refuseObsolete(draft, task, command)
  if (!isWaiting || draft.node(task).kind.receive === undefined) throw stale(draft, command)
  return task
}

/** What comes for a node that is gone waits: the next definition may have it again, or say what it is called now. */
function refuseObsolete(draft: Draft, task: TaskState, { type }: TriggerCommand): void {
  const { title, node } = task
  if (draft.node(task).isObsolete) throw error('TASK_OBSOLETE', { title, node, command: type })
}

const stale = (draft: Draft, { task, type }: TriggerCommand) =>
  error('TRIGGER_STALE', { title: draft.task(task).title, what: type })

const later = (now: string, milliseconds: number): string => new Date(Date.parse(now) + milliseconds).toISOString()
