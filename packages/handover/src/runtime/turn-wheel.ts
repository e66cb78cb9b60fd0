import type { AnswerCommand, Command } from '../engine/command.ts'
import type { ProcessState, Snapshot } from '../engine/snapshot.ts'
import { transition } from '../engine/transition.ts'
import type { Actor } from '../flow/actor.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Action, Moved } from './action.ts'
import { answerQuestion } from './answer-question.ts'

/** Gives the command, puts the engine's questions to the application and the answers back, until all is at rest. */
export async function turnWheel(
  action: Action,
  flow: FrozenFlow,
  { before, snapshot, command }: { before: Snapshot | null; snapshot: Snapshot; command: Command },
): Promise<Moved> {
  const context = { ...action.context, now: latest(action.context.now, snapshot.process.lastAt) }
  let step = transition(flow, snapshot, command, context)
  const events = [...step.events]
  for (let effect = step.effects[0]; effect !== undefined; effect = step.effects[0]) {
    const answer: AnswerCommand = await answerQuestion({ action, flow, snapshot: step.snapshot, effect })
    step = transition(flow, step.snapshot, answer, context)
    events.push(...step.events)
  }
  const moved = { flow, before, after: step.snapshot, events }
  action.moved.push(moved)
  return moved
}

/** A process that does not exist yet; nothing of it is stored before the action ends. */
export async function newProcess(action: Action, flow: FrozenFlow, by: Actor | null): Promise<ProcessState> {
  const { context, services, unit, joins, moved } = action
  const isOpen = joins || moved.length > 0 || unit.isBegun
  return {
    id: context.newId(),
    number: await services.numbers.take(isOpen ? unit : null),
    tenant: action.tenant,
    flow: flow.name,
    version: flow.version,
    status: 'running',
    outcome: null,
    data: {},
    summary: '',
    attention: null,
    scopes: [],
    startedBy: by?.id ?? null,
    startedByName: by?.name ?? null,
    createdAt: context.now,
    finishedAt: null,
    lastEvent: 0,
    lastAt: context.now,
  }
}

/** History never goes backwards, whatever a clock does. */
const latest = (one: string, other: string) => (one > other ? one : other)
