/** `switch`: the first of several ways whose condition holds. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { ask, go } from '../flow/move.ts'
import type { FlowNode } from '../flow/node.ts'
import { buildNode } from '../flow/node-builder.ts'
import { problem } from '../flow/report.ts'
import type { Switch } from '../flow/steps.ts'
import type { Visit } from '../flow/visit.ts'

export interface SwitchKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Goes the first `.when(test, '…')` that holds, in the order as written, else `.otherwise('…')`. */
  switch(): Switch<Data, never, Item>
}

const kind: Kind<null> = {
  kind: 'switch',
  role: 'auto',
  shape: 'choice',
  exits: 'many',
  enter: (node) =>
    ask({ about: 'condition', call: (visit) => firstThatHolds(node, visit), writes: false }, (edge: number) =>
      go(edge, node.edges[edge]!.to),
    ),
  check: (node, flow) => {
    const times = node.edges.filter((edge) => edge.when === undefined).length
    if (times === 0) return [problem('FLOW_SWITCH_NO_OTHERWISE', node.name, { flow: flow.name })]
    return times > 1 ? [problem('FLOW_SWITCH_DOUBLE', node.name, { flow: flow.name, times })] : []
  },
}

async function firstThatHolds(node: FlowNode, visit: Visit<any>): Promise<number> {
  for (const [index, edge] of node.edges.entries())
    if (edge.when !== undefined && (await edge.when(visit))) return index
  return node.edges.findIndex((edge) => edge.when === undefined)
}

export const switchNode = () => buildNode(kind, null)
