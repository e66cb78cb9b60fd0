import { checkActor } from '../access/check-actor.ts'
import type { Command } from '../engine/command.ts'
import { error } from '../errors.ts'
import { isBroken } from '../flow/find-broken-text.ts'
import type { Delivery, WriteOptions } from '../storage/store.ts'
import type { Action, Moved } from './action.ts'
import { deliveryOf } from './background/delivery-of.ts'
import { changesOf } from './changes.ts'
import { inTurn } from './in-turn.ts'
import { refuseInside } from './inside.ts'
import { newProcess } from './new-process.ts'
import { withTrace } from './observe/with-trace.ts'
import type { Services } from './services.ts'
import { turnWheel } from './turn-wheel.ts'

/** So many processes one action may start; a flow that starts itself would never come to rest. */
const mostStarts = 1000

export interface ActOptions extends Pick<WriteOptions, 'takes' | 'startTimers'> {
  readonly tx?: unknown
  readonly tenant?: string
  /**
   * Nobody waits for the answer: when a function throws, what it wrote is undone, its task is left in error, and the
   * action goes on. Refusals and failures of the store are thrown as ever.
   */
  readonly isBackground?: boolean
}
type Body = (action: Action) => Promise<Moved>

/** One action from its begin to its commit: all that it causes is written at once, or nothing is. */
export async function act(services: Services, command: Command, options: ActOptions, body: Body): Promise<Moved> {
  const { tx } = options
  refuseInside(members[command.type] ?? command.type, tx !== undefined)
  if (command.by !== null) checkActor(command.by)
  const { note } = command
  if (note !== null && (typeof note !== 'string' || isBroken(note)))
    throw error('OPTION_INVALID', { option: 'note', value: note, expected: 'a text without U+0000' })
  return inTurn(tx, () => actNow(services, command, options, body))
}

/** What the commands are called on the root object, where that is something else. */
const members: Partial<Record<Command['type'], string>> = {
  cancelProcess: 'processes.cancel',
  suspend: 'processes.suspend',
  resume: 'processes.resume',
}

async function actNow(services: Services, command: Command, options: ActOptions, body: Body): Promise<Moved> {
  const { tx, takes, startTimers } = options
  const action = openAction(services, command, options)
  const { unit } = action
  let committed: { readonly moved: readonly Moved[]; readonly deliveries: readonly Delivery[] }
  let answer: Moved
  try {
    const last = await body(action)
    action.isSealed = true
    const changes = await Promise.all(action.moved.map((each) => changesOf(action, each)))
    const moved = action.moved.map((each, i) => ({ ...each, after: changes[i]!.written }))
    answer = moved[action.moved.indexOf(last)]!
    const deliveries = moved.flatMap((each) => deliveriesOf(action, each))
    committed = { moved, deliveries: withTrace(services, deliveries) }
    await unit.write(
      changes.map((each) => each.changes),
      { deliveries: committed.deliveries, ...(takes && { takes }), ...(startTimers && { startTimers }) },
    )
  } catch (failure) {
    await unit.rollback().catch(() => {}) // a connection that cannot even roll back is gone; the first failure says more
    throw failure
  } finally {
    action.isOver = true
  }
  if (tx === undefined) services.afterCommit(committed)
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
  const rows = moved.sends.map((send) => deliveryOf(send, moved.after.process, context.now))
  return [...rows.filter((row) => row !== undefined), ...services.hooks.deliveries(moved)]
}

function runaway({ flow, number }: { readonly flow: string; readonly number: number }): Error {
  return error('FLOW_RUNAWAY', { flow, number, turns: mostStarts, cycle: `visit.start of '${flow}'` })
}
