import { checkActor } from '../access/check-actor.ts'
import { error } from '../errors.ts'
import { canCancelProcess } from '../engine/can.ts'
import type { ProcessState } from '../engine/snapshot.ts'
import { decodeData } from '../flow/data.ts'
import type { Process, ProcessRef } from './handover.ts'
import type { Services } from './services.ts'

/** A process as applications hold it; the data of a flow that is not here stays as it is stored. */
export async function toProcess(services: Services, state: ProcessState): Promise<Process<any>> {
  const flow = services.flows.get(state.flow)
  const data =
    flow === undefined
      ? state.data
      : await decodeData(flow.schema, state.data, { flow: state.flow, number: state.number })
  return {
    id: state.id,
    number: state.number,
    flow: state.flow,
    version: state.version,
    status: state.status,
    outcome: state.status === 'running' ? null : state.outcome,
    summary: state.summary,
    data,
    attention: state.attention,
    startedBy: personOf(state.startedBy, state.startedByName),
    createdAt: new Date(state.createdAt),
    finishedAt: dateOf(state.finishedAt),
    can(command, by) {
      checkActor(by)
      if (command !== 'cancel') throw error('COMMAND_UNKNOWN', { command, known: 'cancel' })
      return canCancelProcess(state, by)
    },
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
