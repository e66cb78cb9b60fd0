import { checkActor } from '../access/check-actor.ts'
import type { Command } from '../engine/command.ts'
import { error } from '../errors.ts'
import { isBroken } from '../flow/find-broken-text.ts'
import type { Delivery, WriteOptions } from '../storage/store.ts'
import type { Json, Snapshot } from '../engine/snapshot.ts'
import type { Action, Moved } from './action.ts'
import { deliveryOf } from './background/delivery-of.ts'
import { changesOf } from './changes.ts'
import { inTurn } from './in-turn.ts'
import { refuseInside } from './inside.ts'
import { newProcess } from './new-process.ts'
import { withTrace } from './observe/with-trace.ts'
import { answerAfter, firstAnswer, keptAnswer, type Keyed } from './once.ts'
import type { Services } from './services.ts'
import { turnWheel } from './turn-wheel.ts'

/** So many processes one action may start; a flow that starts itself would never come to rest. */
const mostStarts = 1000

export interface ActOptions extends Pick<WriteOptions, 'takes' | 'claims' | 'startTimers'> {
  readonly tx?: unknown
  readonly tenant?: string
  /**
   * Nobody waits for the answer: when a function throws, what it wrote is undone, its task is left in error, and the
   * action goes on. Refusals and failures of the store are thrown as ever.
   */
  readonly isBackground?: boolean
  /** It carries a key: what it answers is kept, and given to every repeat. */
  readonly once?: Keyed & { readonly answerOf: (after: Snapshot) => Snapshot }
}
/** What a command answers with: of what it moved now, or of what it moved when it was given first. */
export type Answer = Pick<Moved, 'after'>
type Body = (action: Action) => Promise<Answer>

/** One action from its begin to its commit: all that it causes is written at once, or nothing is. */
export async function act(services: Services, command: Command, options: ActOptions, body: Body): Promise<Answer> {
  const { tx, once: keyed } = options
  refuseInside(members[command.type] ?? command.type, tx !== undefined)
  if (command.by !== null) checkActor(command.by)
  const { note } = command
  if (note !== null && (typeof note !== 'string' || isBroken(note)))
    throw error('OPTION_INVALID', { option: 'note', value: note, expected: 'a text without U+0000' })
  return inTurn(tx, () =>
    actNow(services, command, options, body).catch(async (failure: unknown) =>
      asAnswer(await answerAfter(failure, services, { keyed, tx })),
    ),
  )
}

/** What was answered to the same command before; undefined when it is to be performed now. */
export async function answered({ unit }: Action, { once }: ActOptions): Promise<Answer | undefined> {
  if (once === undefined) return undefined
  const answer = await firstAnswer(unit, once)
  return answer === undefined ? undefined : asAnswer(answer)
}

const asAnswer = (kept: Json): Answer => ({ after: kept as unknown as Snapshot })

/** What the commands are called on the root object, where that is something else. */
const members: Partial<Record<Command['type'], string>> = {
  cancelProcess: 'processes.cancel',
  suspend: 'processes.suspend',
  resume: 'processes.resume',
}

async function actNow(services: Services, command: Command, options: ActOptions, body: Body): Promise<Answer> {
  const { tx, takes, claims, startTimers, once } = options
  const action = openAction(services, command, options)
  const { unit } = action
  let committed: { readonly moved: readonly Moved[]; readonly deliveries: readonly Delivery[] }
  let answer: Answer
  try {
    const last = await body(action)
    action.isSealed = true
    if (action.moved.length === 0) {
      // A repeat: there is nothing to write.
      await unit.rollback()
      return last
    }
    const changes = await Promise.all(action.moved.map((each) => changesOf(action, each)))
    const moved = action.moved.map((each, i) => ({ ...each, after: changes[i]!.written }))
    answer = moved[action.moved.indexOf(last as Moved)]!
    const sent = moved.flatMap((each) => deliveriesOf(action, each))
    const rows = withTrace(services, sent)
    committed = { moved, deliveries: rows.length === 0 ? rows : await services.prepare(rows, unit, tx !== undefined) }
    const kept = once && keptAnswer(once, once.answerOf(answer.after) as unknown as Json, action.context.now)
    await unit.write(
      changes.map((each) => each.changes),
      { deliveries: committed.deliveries, ...given({ takes, claims, startTimers, answer: kept }) },
    )
  } catch (failure) {
    await unit.rollback().catch(() => {}) // a connection that cannot even roll back is gone; the first failure says more
    throw failure
  } finally {
    action.isOver = true
  }
  if (tx === undefined) services.afterCommit(committed)
  else services.afterJoin(committed)
  return answer
}

function openAction(services: Services, { by }: Command, options: ActOptions): Action {
  const { tx, tenant = '', isBackground = false } = options
  let starts = 0
  const action: Action = {
    services,
    unit: services.store.begin(tx === undefined ? {} : { join: tx }),
    context: { now: services.now().toISOString(), newId: services.newId },
    tenant,
    by,
    joins: tx !== undefined,
    isBackground,
    moved: [],
    isOver: false,
    isSealed: false,
    async start(flow, command, birth = {}) {
      const process = await newProcess(action, flow, { by: command.by, birth })
      if (++starts > mostStarts) throw runaway(process)
      const started = await turnWheel(action, flow, { before: null, snapshot: { process, tasks: [] }, command })
      // Started by a function that did not wait for it: the commit went by without it.
      if (action.isSealed) throw error('VISIT_CLOSED', { flow: flow.name, node: command.node, member: 'start' })
      return started
    },
  }
  return action
}

/** What leaves with the commit: what the process sends, and what durable hooks are told. */
function deliveriesOf({ context, services }: Action, moved: Moved): readonly Delivery[] {
  const rows = moved.sends.map((send) => deliveryOf(send, moved, context.now))
  return [...rows.filter((row) => row !== undefined), ...services.hooks.deliveries(moved)]
}

const given = <T extends object>(some: T) =>
  Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as Partial<T>

function runaway({ flow, number }: { readonly flow: string; readonly number: number }): Error {
  return error('FLOW_RUNAWAY', { flow, number, turns: mostStarts, cycle: `visit.start of '${flow}'` })
}
