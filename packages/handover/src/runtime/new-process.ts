import type { ProcessState } from '../engine/snapshot.ts'
import type { Actor } from '../flow/actor.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Action, Birth } from './action.ts'

/** A process that does not exist yet; nothing of it is stored before the action ends. */
export async function newProcess(
  { context, services, unit, joins, moved, tenant }: Action,
  flow: FrozenFlow,
  { by, birth }: { readonly by: Actor | null; readonly birth: Birth },
): Promise<ProcessState> {
  const isOpen = joins || moved.length > 0 || unit.isBegun
  return {
    id: context.newId(),
    number: await services.numbers.take(isOpen ? unit : null),
    tenant,
    flow: flow.name,
    version: flow.version,
    status: 'running',
    outcome: null,
    data: {},
    summary: '',
    attention: null,
    reason: null,
    artifactType: null,
    artifactId: null,
    parentTask: null,
    suspendedAt: null,
    startKey: null,
    scopes: [],
    startedBy: by?.id ?? null,
    startedByName: by?.name ?? null,
    createdAt: context.now,
    finishedAt: null,
    lastEvent: 0,
    lastAt: context.now,
    ...birth,
  }
}
