/** Which commands are legal for a task of each kind in each state, and with which reason the others are refused. */
import type { TaskCommandName } from '../../src/engine/command.ts'
import type { ErrorCode } from '../../src/errors.ts'
import { fixtures, type Sort } from './kind-fixtures.ts'
import type { StateName } from './task-states.ts'

type Words = string
const names = (words: Words): readonly string[] => words.split(' ').filter(Boolean)

/** Which commands make sense for a kind at all. */
const sensible: Readonly<Record<Sort, Words>> = {
  human: 'assign unassign reassign complete sendBack cancel undo revive retry skip move reschedule',
  handle: 'run cancel undo revive retry skip move',
  waiting: 'cancel undo revive retry skip move',
  auto: 'cancel undo revive retry skip move',
  call: 'cancel undo revive retry skip move add finish',
  split: 'cancel undo revive retry skip move add finish',
  // Several tokens may be waiting there: it can neither be passed over nor moved.
  join: 'cancel undo revive retry',
  // Nothing follows an end.
  end: 'cancel undo revive retry move',
  // With its start, the process is taken back.
  start: 'undo',
  // Holds no token: it can be disarmed, or tried again.
  boundary: 'cancel retry',
  obsolete: 'cancel move',
  'obsolete boundary': 'cancel',
}

/** What is legal, of what makes sense; `?` when only the lock knows. */
const legal: Readonly<Record<StateName, Words>> = {
  open: 'assign complete run sendBack cancel skip move add finish reschedule',
  assigned: 'unassign reassign complete sendBack cancel skip move reschedule',
  started: 'cancel skip move',
  kept: 'cancel skip move finish reschedule',
  error: 'cancel revive retry skip move add finish',
  done: 'undo add finish',
  compensated: 'undo',
  undone: 'cancel revive move',
  'undone with what came before': '',
  'canceled by hand': 'revive',
  withdrawn: '',
  interrupted: '',
  terminated: '',
  skipped: '',
  'sent back': '',
  moved: '',
  'canceled with its process': '',
  revived: '',
  'open, suspended': '',
  'done, suspended': '',
  'done, process done': 'undo',
  'done, process canceled': '',
  'done, process failed': 'undo',
  'canceled by hand, process canceled': '',
}

type Reasons = Partial<Record<TaskCommandName, ErrorCode>>
/** Why the others are refused there. */
const nobodys: Reasons = {
  unassign: 'TASK_NOT_ASSIGNED',
  reassign: 'TASK_NOT_ASSIGNED',
  undo: 'TASK_NOT_DONE',
  revive: 'TASK_NOT_REVIVABLE',
  retry: 'TASK_NOT_FAILED',
}
const over: Reasons = { undo: 'TASK_NOT_DONE', revive: 'TASK_NOT_REVIVABLE', retry: 'TASK_NOT_FAILED' }
const reasons: Partial<Record<StateName, Reasons>> = {
  open: nobodys,
  started: nobodys,
  kept: { ...nobodys, run: 'MUTEX_TAKEN', add: 'NOT_UNDER_WAY' },
  assigned: { ...nobodys, assign: 'TASK_ALREADY_ASSIGNED' },
  error: {
    undo: 'TASK_NOT_DONE',
    assign: 'TASK_FAILED',
    unassign: 'TASK_FAILED',
    reassign: 'TASK_FAILED',
    complete: 'TASK_FAILED',
    sendBack: 'TASK_FAILED',
    run: 'TASK_FAILED',
    reschedule: 'TASK_FAILED',
  },
}
const lateReason = (state: StateName, command: TaskCommandName): ErrorCode => {
  if (state.endsWith('suspended')) return 'PROCESS_SUSPENDED'
  if (state === 'done, process canceled' && command === 'undo') return 'PROCESS_ENDED'
  if (state === 'canceled by hand, process canceled' && command === 'revive') return 'PROCESS_ENDED'
  return over[command] ?? 'TASK_ENDED'
}

export type Answer = 'legal' | ErrorCode
const starts = 'start startHandle startTimer startMessage startSignal'
/** Where a kind differs, and why. */
const exceptions: readonly (readonly [Words, RegExp, Words, Answer, string])[] = [
  [starts, /^done($|, process (done|failed))/, 'undo', 'UNDO_LATER_FIRST', 'somebody has worked on the process since'],
  ['split first', /^(error|kept)$/, 'add finish', 'NOT_UNDER_WAY', 'it has no branches yet'],
  ['split first subprocess', /^(done, process|compensated)/, 'add finish', 'NOT_UNDER_WAY', 'all of it has ended'],
  ['subprocess', /^done$/, 'add finish', 'NOT_UNDER_WAY', 'all of its processes have ended'],
]

const humanOnly = names('assign unassign reassign complete sendBack')

/** Changing its time makes sense for what goes on at a moment. Of one that does not wait any more it is not asked for what it did. */
function mayHaveWaited(kind: string, state: StateName, command: TaskCommandName): boolean {
  const { sort, waits } = fixtures[kind]!
  if (command !== 'reschedule' || sort === 'start' || sort.startsWith('obsolete')) return false
  if (/^(started|kept)/.test(state)) return false
  // What goes on at once is only open when it has failed.
  return waits === undefined || kind === 'timer' || kind === 'boundary timeout' || !state.startsWith('open')
}

/** What becomes of the command there. */
export function expected(kind: string, state: StateName, command: TaskCommandName): Answer {
  const { sort } = fixtures[kind]!
  const isGone = sort === 'obsolete' || sort === 'obsolete boundary'
  if (!names(sensible[sort]).includes(command) && !mayHaveWaited(kind, state, command)) {
    if (isGone && command !== 'move') return 'TASK_OBSOLETE'
    return humanOnly.includes(command) ? 'TASK_NOT_HUMAN' : 'COMMAND_UNFIT'
  }
  const exception = exceptions.find(
    ([ofKinds, inStates, ofCommands]) =>
      names(ofKinds).includes(kind) && inStates.test(state) && names(ofCommands).includes(command),
  )
  if (exception !== undefined) return exception[3]
  if (names(legal[state]).includes(command)) return 'legal'
  return reasons[state]?.[command] ?? lateReason(state, command)
}

/** What comes by itself. */
export const triggerNames = [
  'timer',
  'message',
  'signal',
  'childEnded',
  'escalate',
  'jobStarted',
  'jobDone',
  'jobFailed',
] as const
export type TriggerName = (typeof triggerNames)[number]

/** Who waits for it, in which states. */
type Awaited = Readonly<Record<TriggerName, Readonly<Record<string, Words>>>>
const awaited: Awaited = {
  timer: { timer: 'open', 'boundary timeout': 'open' },
  message: { catchMessage: 'open', 'boundary message': 'open' },
  signal: { catchSignal: 'open' },
  // The others go on while one has failed.
  childEnded: { subprocess: 'open error' },
  // No process called these: nobody is above them, and no boundary of theirs waits for it.
  escalate: {},
  jobStarted: { job: 'open started' },
  jobDone: { job: 'open started' },
  jobFailed: { job: 'open started' },
}

/** Something may have waited for it before its node was gone: it is held until a definition says what becomes of it. */
const heldBack: Partial<Awaited> = {
  timer: { 'obsolete boundary': 'open' },
  childEnded: { obsolete: 'error', 'obsolete boundary': 'error' },
  escalate: { obsolete: 'open assigned error', 'obsolete boundary': 'open error' },
}

/** What becomes of what comes by itself. */
export function expectedOf(kind: string, state: StateName, trigger: TriggerName): Answer {
  if (state.endsWith('suspended')) return 'PROCESS_SUSPENDED'
  if (names(heldBack[trigger]?.[kind] ?? '').includes(state)) return 'TASK_OBSOLETE'
  return names(awaited[trigger][kind] ?? '').includes(state) ? 'legal' : 'TRIGGER_STALE'
}
