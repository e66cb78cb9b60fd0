import { checkActor } from '../access/check-actor.ts'
import type { Command } from '../engine/command.ts'
import { error } from '../errors.ts'
import { isBroken } from '../flow/find-broken-text.ts'
import type { Action, Moved } from './action.ts'
import { changesOf } from './changes.ts'
import { inTurn } from './in-turn.ts'
import { refuseInside } from './inside.ts'
import type { Services } from './services.ts'
import { newProcess, turnWheel } from './turn-wheel.ts'

/** So many processes one action may start; a flow that starts itself would never come to rest. */
const mostStarts = 1000

interface ActOptions {
  readonly tx?: unknown
  readonly tenant?: string
}
type Body = (action: Action) => Promise<Moved>

/** One action from its begin to its commit: all that it causes is written at once, or nothing is. */
export async function act(services: Services, command: Command, options: ActOptions, body: Body): Promise<Moved> {
  const { tx } = options
  refuseInside(command.type === 'cancelProcess' ? 'processes.cancel' : command.type, tx !== undefined)
  if (command.by !== null) checkActor(command.by)
  const { note } = command
  if (note !== null && (typeof note !== 'string' || isBroken(note)))
    throw error('OPTION_INVALID', { option: 'note', value: note, expected: 'a text without U+0000' })
  return inTurn(tx, () => actNow(services, command, options, body))
}

async function actNow(
  services: Services,
  command: Command,
  { tx, tenant = '' }: ActOptions,
  body: Body,
): Promise<Moved> {
  const unit = services.store.begin(tx === undefined ? {} : { join: tx })
  const context = { now: services.now().toISOString(), newId: services.newId }
  let starts = 0
  const action: Action = {
    services,
    unit,
    context,
    tenant,
    by: command.by,
    joins: tx !== undefined,
    moved: [],
    isOver: false,
    isSealed: false,
    async start(flow, start) {
      const process = await newProcess(action, flow, start.by)
      if (++starts > mostStarts) throw runaway(process)
      const started = await turnWheel(action, flow, { before: null, snapshot: { process, tasks: [] }, command: start })
      // Started by a function that did not wait for it: the commit went by without it.
      if (action.isSealed) throw error('VISIT_CLOSED', { flow: flow.name, node: start.node, member: 'start' })
      return started
    },
  }
  try {
    const moved = await body(action)
    action.isSealed = true
    const changes = await Promise.all(action.moved.map((each) => changesOf(action, each)))
    await unit.write(changes.map((each) => each.changes))
    return { ...moved, after: changes[action.moved.indexOf(moved)]!.written }
  } catch (failure) {
    await unit.rollback().catch(() => {}) // a connection that cannot even roll back is gone; the first failure says more
    throw failure
  } finally {
    action.isOver = true
  }
}

function runaway({ flow, number }: { readonly flow: string; readonly number: number }): Error {
  return error('FLOW_RUNAWAY', { flow, number, turns: mostStarts, cycle: `visit.start of '${flow}'` })
}
