/** `withdraw`: cancels what is open at other nodes, and goes on. */
import type { z } from 'zod'
import type { Problem } from '../errors.ts'
import type { Mention } from '../flow/flow-types.ts'
import { nearest } from '../flow/nearest.ts'
import type { CheckedFlow, Kind } from '../flow/kind.ts'
import { go } from '../flow/move.ts'
import type { FlowNode } from '../flow/node.ts'
import { buildNode } from '../flow/node-builder.ts'
import { problem } from '../flow/report.ts'
import type { RunStep } from '../flow/steps.ts'

export interface WithdrawKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** The tasks that are open at these nodes of the process are canceled as `withdrawn`; their branches end there. */
  withdraw<const W extends string>(nodes: readonly W[]): RunStep<Data, Mention<W>, 'auto', void, Item>
}

interface WithdrawOptions {
  readonly nodes: readonly string[]
}

const kind: Kind<WithdrawOptions> = {
  kind: 'withdraw',
  role: 'auto',
  shape: 'event',
  exits: 'one',
  renamed: ({ nodes }, rename) => ({ nodes: nodes.map(rename) }),
  enter: ({ options: { nodes } }) => go(0, nodes, { withdraws: nodes }),
  check,
}

function check(node: FlowNode<WithdrawOptions>, flow: CheckedFlow): readonly Problem[] {
  const known = Object.keys(flow.nodes)
  return node.options.nodes
    .filter((target) => flow.nodes[target] === undefined)
    .map((target) =>
      problem('FLOW_UNKNOWN_NODE', node.name, {
        flow: flow.name,
        target,
        near: nearest(target, known),
        how: 'withdraws',
      }),
    )
}

export const withdraw = (nodes: readonly string[]) => buildNode(kind, { nodes })
