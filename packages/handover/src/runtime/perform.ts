/**
 * The ONE door. Code, HTTP and the command line all come through here: begin, lock the process, load what is open, turn
 * the wheel, write, commit. Permission, lock and history therefore exist once.
 */
import { error, isHandoverError, type ErrorCode } from '../errors.ts'
import { seesProcess, seesTask } from '../access/sight.ts'
import type { Command } from '../engine/command.ts'
import type { Snapshot } from '../engine/snapshot.ts'
import type { Actor } from '../flow/actor.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import { act } from './act.ts'
import type { Moved } from './action.ts'
import type { Services } from './services.ts'
import { turnWheel } from './turn-wheel.ts'

export interface PerformOptions {
  readonly tx?: unknown
  readonly tenant?: string
  /** Checked against what was loaded, before the command. */
  readonly expects?: (loaded: Snapshot, flow: FrozenFlow) => void
}

/** Starts a process; nothing is locked, and nothing is sent before all is known. */
export function performStart(
  services: Services,
  flow: FrozenFlow,
  command: Command & { type: 'start' },
  options: PerformOptions,
): Promise<Moved> {
  return act(services, command, options, (action) => action.start(flow, command))
}

/** Gives a command to a process, found by its id or by one of its tasks. */
export async function perform(
  services: Services,
  named: { readonly process: string } | { readonly task: string },
  command: Exclude<Command, { type: 'start' }>,
  options: PerformOptions = {},
): Promise<Moved> {
  let loaded: Snapshot | undefined
  try {
    return await act(services, command, options, async (action) => {
      if (!isId(Object.values(named)[0])) throw notFound(named)
      loaded = await action.unit.load(named)
      if (loaded === undefined) throw notFound(named)
      const flow = services.flows.get(loaded.process.flow)
      if (flow === undefined) throw error('FLOW_UNKNOWN', { flow: loaded.process.flow })
      options.expects?.(loaded, flow)
      return turnWheel(action, flow, { before: loaded, snapshot: loaded, command })
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

const notFound = (named: { process: string } | { task: string }) =>
  'task' in named ? error('TASK_NOT_FOUND', named) : error('PROCESS_NOT_FOUND', named)
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** PostgreSQL would refuse another text with an error of its own. */
export const isId = (value: unknown): boolean => typeof value === 'string' && uuid.test(value)

const rightCodes: readonly ErrorCode[] = [
  'PERMISSION_MISSING',
  'TASK_NOT_YOURS',
  'TASK_NOT_OFFERED',
  'TASK_EXCEPTED',
  'TASK_NOT_HUMAN',
  'TASK_OF_OTHER_FLOW',
  'TASK_OF_OTHER_NODE',
  'FLOW_UNKNOWN',
]
const isRefusedRight = (failure: unknown) => isHandoverError(failure) && rightCodes.includes(failure.code)

interface Sought {
  readonly loaded: Snapshot
  readonly named: { process: string } | { task: string }
  readonly isJoined: boolean
}

async function sees(services: Services, by: Actor | null, { loaded, named, isJoined }: Sought): Promise<boolean> {
  if (by === null || seesProcess(by, loaded.process)) return true
  const task = 'task' in named ? loaded.tasks.find((each) => each.id === named.task) : undefined
  if (task !== undefined && seesTask(by, task)) return true
  // The caller's transaction holds a connection: to wait for another one could be to wait for oneself.
  return !isJoined && (await services.store.read.isInvolved(loaded.process.id, by))
}
