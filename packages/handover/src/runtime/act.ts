import { checkActor } from '../access/check-actor.ts'
import type { Command } from '../engine/command.ts'
import { error } from '../errors.ts'
import { isBroken } from '../flow/find-broken-text.ts'
import type { Action, Moved } from './action.ts'
import { changesOf } from './changes.ts'
import { refuseInside } from './inside.ts'
import type { Services } from './services.ts'
import { newProcess, turnWheel } from './turn-wheel.ts'

/** One action from its begin to its commit: all that it causes is written at once, or nothing is. */
export async function act(
  services: Services,
  command: Command,
  { tx, tenant = '' }: { readonly tx?: unknown; readonly tenant?: string },
  body: (action: Action) => Promise<Moved>,
): Promise<Moved> {
  refuseInside(command.type === 'cancelProcess' ? 'processes.cancel' : command.type, tx !== undefined)
  if (command.by !== null) checkActor(command.by)
  if (isBroken(command.note))
    throw error('OPTION_INVALID', { option: 'note', value: command.note, expected: 'a text without U+0000' })
  const unit = services.store.begin(tx === undefined ? {} : { join: tx })
  const context = { now: services.now().toISOString(), newId: services.newId }
  const action: Action = {
    services,
    unit,
    context,
    tenant,
    by: command.by,
    joins: tx !== undefined,
    moved: [],
    isOver: false,
    async start(flow, start) {
      const process = await newProcess(action, flow, start.by)
      const started = await turnWheel(action, flow, { before: null, snapshot: { process, tasks: [] }, command: start })
      // Started by a function that did not wait for it: the commit went by without it.
      if (action.isOver) throw error('VISIT_CLOSED', { flow: flow.name, node: start.node, member: 'start' })
      return started
    },
  }
  try {
    const moved = await body(action)
    const changes = await Promise.all(action.moved.map((each) => changesOf(action, each)))
    await unit.write(changes.map((each) => each.changes))
    return { ...moved, after: changes[action.moved.indexOf(moved)]!.written }
  } catch (failure) {
    await unit.rollback()
    throw failure
  } finally {
    action.isOver = true
  }
}
