/**
 * Who may see and do what, written down a second time: from the guide, and from nothing in `src/`. The random test
 * compares every answer with it.
 */
import type { Actor, Process, Task } from 'handover'

export const taskCommands = [
  'assign',
  'unassign',
  'reassign',
  'complete',
  'run',
  'sendBack',
  'cancel',
  'undo',
  'revive',
  'retry',
  'skip',
  'move',
  'reschedule',
  'add',
  'finish',
] as const
export type TaskCommand = (typeof taskCommands)[number]

export interface Seen {
  readonly process: Process
  readonly tasks: readonly Task[]
}

/** `unfit`: it makes no sense at this step, whoever asks. `may`: what became of the work meanwhile may still forbid it. */
export type Verdict = 'hidden' | 'refused' | 'unfit' | 'may'

const has = (by: Actor, right: string) => by.permissions.includes(right)
const manages = (by: Actor, flow: string): boolean => has(by, `${flow}.manage`)
const isOpen = (task: Task): boolean => task.finishedAt === null

const excepted = (id: string, { audience }: Task) => audience?.except?.includes(id) === true

/** Among those whom a task names, excepted or not. */
function isNamed(by: Actor, { audience }: Task): boolean {
  if (audience === null) return false
  const { permissions = [], groups = [], users = [] } = audience
  return (
    permissions.length + groups.length + users.length === 0 ||
    permissions.some((right) => has(by, right)) ||
    groups.some((group) => by.groups?.includes(group)) ||
    users.includes(by.id)
  )
}
const isInvited = (by: Actor, task: Task): boolean => isNamed(by, task) && !excepted(by.id, task)
export const isQueued = (by: Actor, task: Task): boolean => task.status === 'new' && isOpen(task) && isInvited(by, task)

/** Who started it, who may see the whole flow, and who had a task of it or may take one. */
export function seesProcess(by: Actor, { process, tasks }: Seen): boolean {
  if (process.startedBy?.id === by.id || has(by, `${process.flow}.view`) || manages(by, process.flow)) return true
  return tasks.some((task) => task.owner?.id === by.id || isQueued(by, task))
}
/** A task shows itself to all whom it names, also when they are excepted or too late. */
export const seesTask = (by: Actor, task: Task, seen: Seen): boolean => isNamed(by, task) || seesProcess(by, seen)

const forPeople: readonly TaskCommand[] = ['assign', 'unassign', 'reassign', 'complete', 'sendBack']
const anywhere: readonly TaskCommand[] = ['cancel', 'undo', 'revive', 'retry', 'move']
const step: readonly TaskCommand[] = [...anywhere, 'skip']
const person: readonly TaskCommand[] = [...step, ...forPeople, 'reschedule']
const start: readonly TaskCommand[] = ['undo']
const fitting: Readonly<Record<string, readonly TaskCommand[]>> = {
  start,
  byGroup: start,
  atDock: start,
  widen: person,
  prepare: person,
  check: person,
  vote: person,
  last: person,
  carry: person,
  fork: [...step, 'add', 'finish'],
  pay: [...step, 'run'],
  print: step,
  send: [...step, 'add', 'finish'],
  collect: step,
  both: ['cancel', 'undo', 'revive', 'retry'],
  done: anywhere,
}

export interface Asked {
  readonly by: Actor
  readonly command: TaskCommand
  /** Who gets it, at `assign` and `reassign`. */
  readonly to: string
}

/** None of these steps but people's work has a time; of one that does not wait any more nobody asks whether it had. */
const isTooLateToWait = (command: TaskCommand, task: Task): boolean =>
  command === 'reschedule' &&
  fitting[task.node] !== start &&
  (!isOpen(task) || task.status === 'canceled' || task.status === 'error')

export function mayTask({ by, command, to }: Asked, task: Task, seen: Seen): Verdict {
  const isForIt = command === 'run' && fitting[task.node]!.includes('run') && hasRight({ by, command, to }, task)
  if (!seesTask(by, task, seen) && !isForIt) return 'hidden'
  // The start of a called process has the name of another flow's.
  if (!fitting[task.node]!.includes(command) && !isTooLateToWait(command, task)) return 'unfit'
  return hasRight({ by, command, to }, task) ? 'may' : 'refused'
}

function hasRight({ by, command, to }: Asked, task: Task): boolean {
  const { flow } = task.process
  const isManager = manages(by, flow) && !excepted(by.id, task)
  const isOwner = task.owner?.id === by.id
  const mayTake = !excepted(by.id, task) && (isOwner || isNamed(by, task))
  // Who could have taken it learns that it moved on; while somebody else has it, it is theirs.
  const isTooLate = mayTake && (task.owner === null || !isOpen(task))
  if (command === 'assign') return isManager ? !excepted(to, task) : to === by.id && mayTake
  if (command === 'reassign') return isManager || isOwner ? !excepted(to, task) : isTooLate
  if (command === 'unassign') return isManager || isOwner || isTooLate
  if (command === 'complete') return isOwner || mayTake
  if (command === 'sendBack') return isManager || isOwner || mayTake
  if (command === 'run') return isManager || has(by, `${flow}.pay`)
  if (command === 'undo' || command === 'revive') return isManager || task.endedBy?.id === by.id
  return isManager
}

export function mayProcess(by: Actor, seen: Seen): Verdict {
  if (!seesProcess(by, seen)) return 'hidden'
  return manages(by, seen.process.flow) ? 'may' : 'refused'
}

export function mayStart(by: Actor, flow: string, node: string): Verdict {
  return (node === 'byGroup' ? by.groups?.includes('g0') : has(by, `${flow}.start`)) ? 'may' : 'refused'
}
