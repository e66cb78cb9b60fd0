import type { Command } from '../engine/command.ts'
import type { Context } from '../engine/draft.ts'
import type { Effect, SendEffect } from '../engine/effect.ts'
import type { HistoryEvent } from '../engine/event.ts'
import type { Snapshot, TaskState } from '../engine/snapshot.ts'
import { transition, type Transition } from '../engine/transition.ts'
import { isHandoverError, type ErrorCode } from '../errors.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Action, Moved } from './action.ts'
import { answerEffect } from './answer-effect.ts'
import { checkHandedOver } from './check-handed-over.ts'
import { taskErrorOf } from './task-error.ts'

interface Given {
  /** As it was loaded; null when it is new. */
  readonly before: Snapshot | null
  /** As the present definition sees it. */
  readonly snapshot: Snapshot
  /** What has happened in making it so. */
  readonly events?: readonly HistoryEvent[]
  readonly command: Command
}

/** Gives the command, puts the engine's questions to the application and the answers back, until all is at rest. */
export async function turnWheel(action: Action, flow: FrozenFlow, given: Given): Promise<Moved> {
  const { before, snapshot, command } = given
  const context = { ...action.context, now: latest(action.context.now, snapshot.process.lastAt) }
  const first = transition(flow, snapshot, command, context)
  const isGuarded = action.isBackground && isRoot(given)
  const wheel: Wheel = { action, flow, context, isNew: before === null, isGuarded, loaded: [] }
  const events = [...(given.events ?? []), ...first.events]
  const sends = first.effects.filter(isSend)
  const checking = checkHandedOver(flow, first)
  if (checking !== undefined) await checking
  let step = first
  for (let effect = toAnswer(step); effect !== undefined; effect = toAnswer(step)) {
    step = await goOn(wheel, step, effect)
    events.push(...step.events)
    sends.push(...step.effects.filter(isSend))
  }
  const moved: Moved = {
    flow,
    before: before && { ...before, tasks: [...before.tasks, ...wheel.loaded] },
    after: step.snapshot,
    events,
    // A process that ends in the action in which it was called: its caller is told by the answer.
    sends: before === null ? sends.filter(({ sending }) => sending.type !== 'childEnded') : sends,
  }
  action.moved.push(moved)
  return moved
}

interface Wheel {
  readonly action: Action
  readonly flow: FrozenFlow
  readonly context: Context
  readonly isNew: boolean
  /** What a function throws stays with its task. */
  readonly isGuarded: boolean
  /** Tasks that were loaded on the way. */
  readonly loaded: TaskState[]
}

async function goOn(wheel: Wheel, step: Transition, effect: Exclude<Effect, SendEffect>): Promise<Transition> {
  const { action, flow, context, isNew, isGuarded, loaded } = wheel
  const given = { isUp: false }
  const answer = async (): Promise<Transition> => {
    const command = await answerEffect({ action, flow, snapshot: step.snapshot, isNew, given }, effect)
    const next = transition(flow, step.snapshot, command, context)
    const checking = checkHandedOver(flow, next)
    if (checking !== undefined) await checking
    loaded.push(...(command.tasks ?? []))
    return next
  }
  if (!isGuarded || mustNotFail(effect)) return answer()
  const started = action.moved.length
  try {
    return await action.unit.attempt(answer)
  } catch (failure) {
    if (isOfStore(failure)) throw failure
    given.isUp = true
    action.moved.length = started // the processes that it had called are undone with it
    return transition(flow, step.snapshot, { type: 'fail', error: taskErrorOf(failure) }, context)
  }
}

/** What a process that was started on the way throws is its starter's. */
const isRoot = ({ before, command }: Given): boolean =>
  before !== null || (command.type === 'start' && command.isTriggered === true)

/** Data is valid from the first commit on: without it there is no process that could be in error. */
const mustNotFail = (effect: Effect): boolean => effect.type === 'ask' && effect.question.begins === true

/** The store itself failed: what is tried again later is the whole action. */
const storeCodes: readonly ErrorCode[] = [
  'STORE_BUSY',
  'STORE_UNREACHABLE',
  'STORE_NOT_MIGRATED',
  'STORE_TOO_NEW',
  'STORE_CLOSED',
  'TX_RETRY',
]
const isOfStore = (failure: unknown): boolean => isHandoverError(failure) && storeCodes.includes(failure.code)

const isSend = (effect: Effect): effect is SendEffect => effect.type === 'send'
const toAnswer = ({ effects }: Transition) =>
  effects.find((effect): effect is Exclude<Effect, SendEffect> => !isSend(effect))

/** History never goes backwards, whatever a clock does. */
const latest = (one: string, other: string) => (one > other ? one : other)
