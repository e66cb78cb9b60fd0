/**
 * The ONE door. Code, HTTP, the command line, timers, messages and jobs all come through here: begin, lock the process,
 * load what is open, turn the wheel, write, commit. Permission, lock and history therefore exist once.
 */
import { error, isHandoverError, type ErrorCode, type HandoverError } from '../errors.ts'
import { seesProcess, seesTask } from '../access/sight.ts'
import type { Command, StartCommand } from '../engine/command.ts'
import type { Snapshot } from '../engine/snapshot.ts'
import type { Actor } from '../flow/actor.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { LoadOptions } from '../storage/store.ts'
import { act, answered, type ActOptions, type Answer } from './act.ts'
import { bringUpToDate, checkUnderstood } from './bring-up-to-date.ts'
import { flowNow, newestRecorded } from './flow-now.ts'
import { watchCommand, type Given } from './observe/watch-command.ts'
import type { Services } from './services.ts'
import { turnWheel } from './turn-wheel.ts'

export type GivenCommand = Exclude<Command, StartCommand>
type Named = { readonly process: string } | { readonly task: string }

export interface PerformOptions extends ActOptions {
  /** Checked against what was loaded, before the command. */
  readonly expects?: (loaded: Snapshot, flow: FrozenFlow) => void
  /** Names the task that is meant, when that is known only under the lock. */
  readonly choose?: (loaded: Snapshot, flow: FrozenFlow) => string
}

/** Gives a command to a process, found by its id or by one of its tasks. */
export async function perform(
  services: Services,
  named: Named,
  command: GivenCommand,
  options: PerformOptions = {},
): Promise<Answer> {
  const given: Given = { command, named, isBackground: options.isBackground === true }
  const { choose } = options
  const told = choose && { choose: (...found: Parameters<typeof choose>) => (given.chosen = choose(...found)) }
  return watchCommand(services, given, () => performNow(services, { named, command }, { ...options, ...told }))
}

async function performNow(
  services: Services,
  { named, command }: Omit<Attempt, 'isNewest'>,
  options: PerformOptions,
): Promise<Answer> {
  try {
    return await performOnce(services, { named, command, isNewest: false }, options)
  } catch (failure) {
    if (!isOlder(failure)) throw failure
    // Nothing is locked any more: only now may another connection be waited for.
    const { version, recorded, flow } = failure.details as { version: number; recorded: number; flow: string }
    const newest = Math.max(recorded, await newestRecorded(services, flow))
    if (newest > version) throw error('FLOW_OLDER_THAN_PROCESS', { ...failure.details, recorded: newest })
    return performOnce(services, { named, command, isNewest: true }, options)
  }
}

interface Attempt {
  readonly named: Named
  readonly command: GivenCommand
  /** No newer definition is recorded: what this one does not know is gone. */
  readonly isNewest: boolean
}

async function performOnce(
  services: Services,
  { named, command, isNewest }: Attempt,
  options: PerformOptions,
): Promise<Answer> {
  let loaded: Snapshot | undefined
  try {
    return await act(services, command, options, async (action) => {
      if (!isId(Object.values(named)[0])) throw notFound(named)
      loaded = await action.unit.load(named, needs[command.type])
      if (loaded === undefined) throw notFound(named)
      // Under the lock: of two that are given at once, the second sees what the first was answered.
      const before = await answered(action, options)
      if (before !== undefined) return before
      const flow = flowNow(services, loaded.process.flow)
      if (!isNewest) await checkUnderstood(flow, loaded)
      const { now } = action.context
      const { snapshot, events } = await bringUpToDate(flow, loaded, { now, command: command.type })
      options.expects?.(snapshot, flow)
      const given = options.choose === undefined ? command : { ...command, task: options.choose(snapshot, flow) }
      return turnWheel(action, flow, { before: loaded, snapshot, events, command: given as GivenCommand })
    })
  } catch (failure) {
    // Who may not even see it learns nothing of it.
    if (
      isRefusedRight(failure) &&
      !(await sees(services, command.by, { loaded: loaded!, named, isJoined: options.tx !== undefined }))
    )
      throw notFound(named)
    throw failure
  }
}

/** What a command has to know besides the open tasks and the one that it names. */
const needs: Partial<Record<Command['type'], LoadOptions>> = { undo: { newer: true } }

const isOlder = (failure: unknown): failure is HandoverError =>
  isHandoverError(failure) && failure.code === 'FLOW_OLDER_THAN_PROCESS'
const notFound = (named: Named) =>
  'task' in named ? error('TASK_NOT_FOUND', named) : error('PROCESS_NOT_FOUND', named)
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** PostgreSQL would refuse another text with an error of its own. */
export const isId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)

const rightCodes: readonly ErrorCode[] = [
  'PERMISSION_MISSING',
  'TASK_NOT_YOURS',
  'TASK_NOT_OFFERED',
  'TASK_EXCEPTED',
  'TASK_NOT_HUMAN',
  'TASK_OBSOLETE',
  'COMMAND_UNFIT',
  'TASK_OF_OTHER_FLOW',
  'TASK_OF_OTHER_NODE',
  'PROCESS_OF_OTHER_FLOW',
  'HANDLE_NOT_WAITING',
  'HANDLE_AMBIGUOUS',
  'FLOW_UNKNOWN',
  'FLOW_OLDER_THAN_PROCESS',
]
const isRefusedRight = (failure: unknown) => isHandoverError(failure) && rightCodes.includes(failure.code)

interface Sought {
  readonly loaded: Snapshot
  readonly named: Named
  readonly isJoined: boolean
}

async function sees(services: Services, by: Actor | null, { loaded, named, isJoined }: Sought): Promise<boolean> {
  if (by === null || seesProcess(by, loaded.process)) return true
  const task = 'task' in named ? loaded.tasks.find((each) => each.id === named.task) : undefined
  if (task !== undefined && seesTask(by, task)) return true
  // The caller's transaction holds a connection: to wait for another one could be to wait for oneself.
  return !isJoined && (await services.store.read.isInvolved(loaded.process.id, by))
}
