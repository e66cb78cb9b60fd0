import type { Problem } from '../errors.ts'
import type { JoinPlan, Joins } from './joins.ts'
import type { CheckedFlow } from './kind.ts'
import type { FlowNode } from './node.ts'
import { isChoice } from './open-splits.ts'
import { problem } from './report.ts'

/** Joins that say `after: n` although fewer branches than that can ever come. */
export function findUnmetJoins(flow: CheckedFlow, joins: Joins): readonly Problem[] {
  return Object.entries(joins.byJoin).flatMap(([name, plan]) => {
    const join = flow.nodes[name]!
    const after = join.kind.gathers?.(join).after
    const most = mostBranches(flow, name, plan)
    if (typeof after !== 'number' || after <= most) return []
    return problem('FLOW_BAD_OPTION', name, {
      flow: flow.name,
      problem: `it goes on after ${after}, but only ${most} can come.`,
      advice: `Lower it to ${most} or less, or remove it: without after a join waits for all that can come.`,
    })
  })
}

/** How many tokens may come to one visit; Infinity where that is not known from the graph. */
function mostBranches(flow: CheckedFlow, join: string, { closes, upstream }: JoinPlan): number {
  const split = flow.nodes[closes[0] ?? '']
  if (split === undefined || closes.length !== 1) return Infinity
  const before = [...upstream].map((name) => flow.nodes[name]!)
  if (before.some(multiplies)) return Infinity
  const branches = split.edges.filter((edge) => edge.to === join || upstream.has(edge.to))
  if (branches.some((edge) => edge.each !== undefined)) return Infinity
  return isChoice(split) ? 1 : branches.length
}

/** Whether more tokens may leave it than come to it. */
const multiplies = (node: FlowNode): boolean =>
  (node.kind.scope === 'opens' && !isChoice(node)) || (node.host !== undefined && !node.isInterrupting)
