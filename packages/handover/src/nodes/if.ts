/** `if`: one of two ways, by a condition on the data. */
import type { z } from 'zod'
import type { Problem } from '../errors.ts'
import type { Kind } from '../flow/kind.ts'
import { ask, go } from '../flow/move.ts'
import type { FlowNode } from '../flow/node.ts'
import { buildNode } from '../flow/node-builder.ts'
import { problem } from '../flow/report.ts'
import type { If } from '../flow/steps.ts'
import type { Ask } from '../flow/visit.ts'
import { checkCall } from './check-call.ts'

export interface IfKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Goes `.yes('…')` when the condition holds and `.no('…')` when not. */
  if(test: Ask<Data, boolean, Item>): If<Data, never, Item>
}

interface IfOptions {
  readonly test: Ask<any, boolean>
}

const ways = ['yes', 'no'] as const
const edgeOf = (node: FlowNode, way: string) => node.edges.findIndex((edge) => edge.label === way)

const kind: Kind<IfOptions> = {
  kind: 'if',
  role: 'auto',
  shape: 'choice',
  exits: 'many',
  enter: (node) =>
    ask({ about: 'condition', call: node.options.test, writes: false }, (answer) => {
      const way = answer ? 'yes' : 'no'
      return go(edgeOf(node, way), way)
    }),
  check: (node, flow) => [
    ...checkCall(node, flow, node.options.test),
    ...ways.flatMap((way) => checkWay(node, flow.name, way)),
  ],
}

function checkWay(node: FlowNode, flow: string, way: string): Problem[] {
  const times = node.edges.filter((edge) => edge.label === way).length
  if (times === 0) return [problem('FLOW_IF_INCOMPLETE', node.name, { flow, missing: way })]
  return times > 1 ? [problem('FLOW_IF_DOUBLE', node.name, { flow, way, times })] : []
}

export const ifNode = (test: Ask<any, boolean>) => buildNode(kind, { test })
