import { error } from '../errors.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Services } from './services.ts'

/** The present definition of a flow. Throws `FLOW_UNKNOWN`. */
export function flowNow({ flows }: Pick<Services, 'flows'>, name: string): FrozenFlow {
  const flow = flows.get(name)
  if (flow === undefined) throw error('FLOW_UNKNOWN', { flow: name })
  return flow
}

/** The newest version of it that any server has booted with; 0 when none has. */
export async function newestRecorded({ store }: Pick<Services, 'store'>, name: string): Promise<number> {
  return (await store.read.definitions(name))[0]?.version ?? 0
}
