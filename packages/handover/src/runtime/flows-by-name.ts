import { error } from '../errors.ts'
import { frozen, type FrozenFlow } from '../flow/define-flow.ts'
import type { AnyFlow } from '../flow/flow-types.ts'

/** The flows as the engine reads them, by name; refuses what `flow()` did not make, and two of one name. */
export function flowsByName(given: readonly AnyFlow[]): ReadonlyMap<string, FrozenFlow> {
  const flows = new Map<string, FrozenFlow>()
  for (const flow of given) {
    if (flows.has(flow?.name)) throw error('FLOW_NAME_TAKEN', { flow: flow.name })
    flows.set(flow?.name, frozen(flow))
  }
  return flows
}
