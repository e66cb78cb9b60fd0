/** `split`: several branches at once, each with a token in a scope that the split opens. */
import type { z } from 'zod'
import { ask, fork, type FlowNode, type Kind, type Move } from '../flow/node.ts'
import { buildNode } from '../flow/node-builder.ts'
import { problem } from '../flow/report.ts'
import type { Split } from '../flow/steps.ts'
import type { Visit } from '../flow/visit.ts'

export interface SplitKinds<S extends z.ZodObject, Data = z.output<S>> {
  /** Starts every `.next('…')`, and those with `{ when }` only if the condition holds. */
  split(): Split<Data, never>
}

const kind: Kind<null> = {
  kind: 'split',
  role: 'auto',
  shape: 'split',
  exits: 'many',
  scope: 'opens',
  enter: (node) =>
    node.edges.every((edge) => edge.when === undefined)
      ? forkTo(
          node,
          node.edges.map((_, index) => index),
        )
      : ask({ about: 'condition', call: (visit) => thoseThatHold(node, visit), writes: false }, (edges: number[]) =>
          forkTo(node, edges),
        ),
  check: (node, flow) => {
    const branches = node.edges.length
    return branches === 1 ? [problem('FLOW_SPLIT_ONE_BRANCH', node.name, { flow: flow.name, branches })] : []
  },
}

async function thoseThatHold(node: FlowNode, visit: Visit<any>): Promise<readonly number[]> {
  const edges: number[] = []
  for (const [index, edge] of node.edges.entries())
    if (edge.when === undefined || (await edge.when(visit))) edges.push(index)
  return edges
}

const forkTo = (node: FlowNode, edges: readonly number[]): Move =>
  fork(
    edges.map((edge) => ({ edge })),
    edges.map((edge) => node.edges[edge]!.to),
  )

export const split = () => buildNode(kind, null)
