import { isHandoverError } from '../errors.ts'
import type { StartCommand } from '../engine/command.ts'
import { canStart } from '../engine/can.ts'
import { enforce } from '../engine/enforce.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import { act, answered, type ActOptions, type Answer } from './act.ts'
import type { Action } from './action.ts'
import { watchCommand } from './observe/watch-command.ts'
import { checkKey } from './once.ts'
import type { Services } from './services.ts'

export interface StartOptions extends ActOptions {
  /** A key of the caller's: a second start with it answers with the first process. */
  readonly key?: string
}

/** Starts a process; nothing is locked, and nothing is sent before all is known. */
export async function performStart(
  services: Services,
  flow: FrozenFlow,
  command: StartCommand,
  options: StartOptions,
): Promise<Answer> {
  const given = { command, flow: flow.name, isBackground: options.isBackground === true }
  return watchCommand(services, given, () => startNow(services, { flow, command }, options))
}

async function startNow(
  services: Services,
  { flow, command }: { readonly flow: FrozenFlow; readonly command: StartCommand },
  options: StartOptions,
): Promise<Answer> {
  const { key, ...rest } = options
  if (key !== undefined) checkKey('key', key)
  const start = async (action: Action): Promise<Answer> =>
    (await answered(action, rest)) ??
    // Asked first, so that functions do not run in vain for what was started long ago; two at once meet at the index.
    (key === undefined || action.joins ? undefined : await startedBefore(services, flow, { command, options })) ??
    action.start(flow, command, key === undefined ? {} : { startKey: key })
  try {
    return await act(services, command, rest, start)
  } catch (failure) {
    if (!isHandoverError(failure) || failure.code !== 'START_KEY_TAKEN') throw failure
    const first = await startedBefore(services, flow, { command, options })
    if (first === undefined) throw failure
    return first
  }
}

async function startedBefore(
  { store }: Services,
  flow: FrozenFlow,
  { command, options }: { readonly command: StartCommand; readonly options: StartOptions },
): Promise<Answer | undefined> {
  const process = await store.read.startedWith(options.tenant ?? '', flow.name, options.key!)
  if (process === undefined) return undefined
  enforce(canStart(flow, command.node, command.by, command.isTriggered))
  return { after: { process, tasks: await store.read.tasksOf(process.id) } }
}
