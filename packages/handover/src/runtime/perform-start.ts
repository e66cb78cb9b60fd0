import { error, isHandoverError } from '../errors.ts'
import type { StartCommand } from '../engine/command.ts'
import { canStart } from '../engine/can.ts'
import { enforce } from '../engine/enforce.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import { isBroken } from '../flow/find-broken-text.ts'
import { act, type ActOptions } from './act.ts'
import type { Moved } from './action.ts'
import { watchCommand } from './observe/watch-command.ts'
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
): Promise<Moved> {
  const given = { command, flow: flow.name, isBackground: options.isBackground === true }
  return watchCommand(services, given, () => startNow(services, { flow, command }, options))
}

async function startNow(
  services: Services,
  { flow, command }: { readonly flow: FrozenFlow; readonly command: StartCommand },
  options: StartOptions,
): Promise<Moved> {
  const { key, ...rest } = options
  if (key === undefined) return act(services, command, rest, (action) => action.start(flow, command))
  checkKey(key)
  // Asked first, so that functions do not run in vain for what was started long ago; two at once meet at the index.
  const before = options.tx === undefined ? await startedBefore(services, flow, { command, options }) : undefined
  if (before !== undefined) return before
  try {
    return await act(services, command, rest, (action) => action.start(flow, command, { startKey: key }))
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
): Promise<Moved | undefined> {
  const process = await store.read.startedWith(options.tenant ?? '', flow.name, options.key!)
  if (process === undefined) return undefined
  enforce(canStart(flow, command.node, command.by, command.isTriggered))
  const snapshot = { process, tasks: await store.read.tasksOf(process.id) }
  return { flow, before: snapshot, after: snapshot, events: [], sends: [] }
}

function checkKey(key: string): void {
  if (typeof key === 'string' && key !== '' && key.length <= 200 && !isBroken(key)) return
  throw error('OPTION_INVALID', { option: 'key', value: key, expected: 'a text of 1 to 200 characters' })
}
