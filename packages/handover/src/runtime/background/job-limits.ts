import type { FrozenFlow } from '../../flow/define-flow.ts'
import type { FlowNode } from '../../flow/node.ts'
import type { JobLimit } from '../../storage/store.ts'

/** How many jobs of a node may run at once; without a name of its own the limit is the node's alone. */
export function jobLimitOf(flow: FrozenFlow, node: FlowNode): JobLimit | undefined {
  const limit = node.kind.limit?.(node)
  return limit && { name: limit.name ?? `${flow.name}/${node.name}`, most: limit.most }
}

/** All limits that the flows have. Where two say something else of one name, the smaller number holds. */
export function jobLimitsOf(flows: Iterable<FrozenFlow>): readonly JobLimit[] {
  const limits = new Map<string, number>()
  for (const flow of flows)
    for (const node of Object.values(flow.graph)) {
      const { name, most } = jobLimitOf(flow, node) ?? {}
      if (name !== undefined) limits.set(name, Math.min(most!, limits.get(name) ?? Infinity))
    }
  return [...limits].map(([name, most]) => ({ name, most }))
}
