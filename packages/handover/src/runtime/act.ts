import type { Command } from '../engine/command.ts'
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
      return turnWheel(action, flow, { before: null, snapshot: { process, tasks: [] }, command: start })
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
