import { quoted, type Problem } from '../errors.ts'
import type { CheckedFlow } from '../flow/kind.ts'
import type { FlowNode } from '../flow/node.ts'
import { problem } from '../flow/report.ts'

/** What is told from others by its name, a message or a signal or a code, needs one. */
export function checkName(node: FlowNode, flow: CheckedFlow, name: unknown): readonly Problem[] {
  if (typeof name === 'string' && name.trim() !== '') return []
  const what = `${node.kind.kind} was given the name ${quoted(name)}.`
  return [
    problem('FLOW_BAD_OPTION', node.name, { flow: flow.name, problem: what, advice: "Name it, such as 'order-paid'." }),
  ]
}
