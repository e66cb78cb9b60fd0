import { quoted, type Problem } from '../errors.ts'
import type { CheckedFlow } from '../flow/kind.ts'
import type { FlowNode } from '../flow/node.ts'
import { problem } from '../flow/report.ts'

/** A kind that calls the author's code needs a function. */
export function checkCall(node: FlowNode, flow: CheckedFlow, call: unknown): readonly Problem[] {
  if (typeof call === 'function') return []
  const what = `${node.kind.kind} was given ${quoted(call)}, not a function.`
  return [
    problem('FLOW_BAD_OPTION', node.name, {
      flow: flow.name,
      problem: what,
      advice: 'Give it a function of the visit.',
    }),
  ]
}
