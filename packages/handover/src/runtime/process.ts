import { checkActor } from '../access/check-actor.ts'
import { error } from '../errors.ts'
import { canProcess } from '../engine/can.ts'
import { processCommandNames } from '../engine/command.ts'
import type { ProcessState } from '../engine/snapshot.ts'
import { decodeData } from '../flow/data.ts'
import { nearest } from '../flow/nearest.ts'
import type { Process, ProcessRef } from './handover.ts'
import type { Services } from './services.ts'
import { upgradeData } from './upgrade-data.ts'

/**
 * A process as applications hold it; the data of a flow that is not here stays as it is stored. Data that the present
 * definition cannot read fails where it is looked at: one such process must not hide the others of a list.
 */
export async function toProcess(services: Services, state: ProcessState): Promise<Process<any>> {
  const read = await dataOf(services, state).then(
    (data) => () => data,
    (failure: unknown) => () => {
      throw failure
    },
  )
  return {
    id: state.id,
    number: state.number,
    flow: state.flow,
    version: state.version,
    status: state.status,
    outcome: state.status === 'running' ? null : state.outcome,
    summary: state.summary,
    get data() {
      return read()
    },
    attention: state.attention,
    reason: state.reason,
    artifact: state.artifactId === null ? null : { type: state.artifactType!, id: state.artifactId },
    parentTask: state.parentTask,
    suspendedAt: dateOf(state.suspendedAt),
    startedBy: personOf(state.startedBy, state.startedByName),
    createdAt: new Date(state.createdAt),
    finishedAt: dateOf(state.finishedAt),
    can(command, by) {
      checkActor(by)
      if (!processCommandNames.includes(command)) throw commandUnknown(command)
      return canProcess(command, state, by)
    },
  }
}

function commandUnknown(command: unknown): Error {
  const near = nearest(String(command), processCommandNames)
  return error('COMMAND_UNKNOWN', { command, known: processCommandNames.join(', '), near })
}

/** As the present definition sees it. While a newer one is rolled out, what this one cannot read stays as it is stored. */
async function dataOf(services: Services, state: ProcessState): Promise<unknown> {
  const flow = services.flows.get(state.flow)
  if (flow === undefined) return state.data
  try {
    return await decodeData(flow.schema, upgradeData(flow, state), { flow: state.flow, number: state.number })
  } catch (failure) {
    if (state.version > flow.version) return state.data
    throw failure
  }
}

export function toProcessRef(
  state: Pick<ProcessState, 'id' | 'number' | 'flow' | 'summary' | 'status' | 'startedBy' | 'startedByName'>,
): ProcessRef {
  const { id, number, flow, summary, status } = state
  return { id, number, flow, summary, status, startedBy: personOf(state.startedBy, state.startedByName) }
}

export const personOf = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? id })
export const dateOf = (time: string | null) => (time === null ? null : new Date(time))
