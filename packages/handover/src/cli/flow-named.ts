import { error } from '../errors.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import { nearest } from '../flow/nearest.ts'
import type { Handover } from '../runtime/handover.ts'

/** The filter for a flow of the configuration; none when none is named. */
export function flowNamed({ flows }: Handover, name: string | undefined): { readonly flow?: FrozenFlow } {
  if (name === undefined) return {}
  const flow = flows.get(name)
  if (flow === undefined) throw error('FLOW_UNKNOWN', { flow: name, near: nearest(name, flows.keys()) })
  return { flow }
}
