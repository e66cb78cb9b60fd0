import { quoted, type Problem } from '../errors.ts'
import type { CheckedFlow } from './kind.ts'
import type { FlowNode } from './node.ts'
import { nearest } from './nearest.ts'
import { problem } from './report.ts'

/** What is wrong with what an author says about a node of any kind. */
export function checkModifiers(node: FlowNode, flow: CheckedFlow): readonly Problem[] {
  const { milestone, mutex, mutexPer = 'region' } = node
  const bad = (what: string, advice: string) =>
    problem('FLOW_BAD_OPTION', node.name, { flow: flow.name, problem: what, advice })
  const problems: Problem[] = []
  if (mutex !== undefined && (typeof mutex !== 'string' || mutex === ''))
    problems.push(bad(`its mutex is ${quoted(mutex)}.`, "Name it, such as .mutex('crane')."))
  if (!['region', 'task'].includes(mutexPer))
    problems.push(bad(`its mutex is per ${quoted(mutexPer)}.`, "Say 'region' or 'task'."))
  if (typeof milestone !== 'object') return problems
  if (milestone.length === 0) problems.push(bad('while names no node.', "Name one: .while(['…'])."))
  return [...problems, ...milestone.flatMap((target) => checkMilestone(node, flow, target))]
}

function checkMilestone(node: FlowNode, flow: CheckedFlow, target: string): Problem[] {
  if (flow.nodes[target] !== undefined) return []
  const near = nearest(target, Object.keys(flow.nodes))
  const how = 'can only be done while a token stands at'
  return [problem('FLOW_UNKNOWN_NODE', node.name, { flow: flow.name, target, how, near })]
}
