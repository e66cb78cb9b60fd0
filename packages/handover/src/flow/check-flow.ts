import type { Problem } from '../errors.ts'
import type { CheckedFlow } from './kind.ts'
import type { FlowNode } from './node.ts'
import { checkModifiers } from './check-modifiers.ts'
import { findBadMeta } from './find-bad-meta.ts'
import { findBadMoves } from './find-bad-moves.ts'
import { findDeadEnds } from './find-dead-ends.ts'
import { findUnmetJoins } from './find-unmet-joins.ts'
import { findUnstorable } from './find-unstorable.ts'
import { flowIcons, type FlowIcon } from './flow-icon.ts'
import { isStart } from './is-start.ts'
import { nearest } from './nearest.ts'
import { problem } from './report.ts'
import { readJoins } from './joins.ts'
import { findUnsound } from './soundness/find-unsound.ts'
import { waysFrom } from './ways.ts'

const flowName = /^[a-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/
// An integer-like key would change an object's order, and `__` is ours.
const nodeName = /^[a-z][A-Za-z0-9]*$/

/** What a definition says beside its nodes. */
interface Said {
  readonly version?: number | undefined
  readonly icon?: FlowIcon | undefined
  readonly moved?: Readonly<Record<string, string>> | undefined
}

/** Everything that is wrong with a definition, all at once; an empty list when nothing is. */
export function checkFlow(flow: CheckedFlow, { version = 1, icon, moved = {} }: Said = {}): readonly Problem[] {
  const unstorable = findUnstorable(flow)
  // Kinds compare their fields with the data; without data they have to wait.
  const hasData = unstorable.every(({ code }) => code !== 'FLOW_DATA_NOT_OBJECT')
  const { joins, problems } = readJoins(flow)
  const found = [
    ...checkNames(flow, version),
    ...checkIcon(flow, icon),
    ...findBadMoves(flow, moved),
    ...unstorable,
    ...(unstorable.length === 0 ? findBadMeta(flow) : []),
    ...checkTargets(flow),
    ...checkReach(flow),
    ...Object.values(flow.nodes).flatMap((node) => checkModifiers(node, flow)),
    ...(hasData ? Object.values(flow.nodes).flatMap((node) => checkNode(node, flow)) : []),
    ...findDeadEnds(flow),
    ...problems,
    ...findUnmetJoins(flow, joins),
  ]
  // How tokens move can only be told of a flow whose nodes are right.
  return found.length > 0 ? found : findUnsound(flow, joins)
}

function checkNames(flow: CheckedFlow, version: number): Problem[] {
  const problems: Problem[] = []
  if (!flowName.test(flow.name)) problems.push(problem('FLOW_BAD_NAME', null, { name: flow.name }))
  if (!Number.isInteger(version) || version < 1)
    problems.push(problem('FLOW_BAD_VERSION', null, { flow: flow.name, version }))
  for (const [name, { host }] of Object.entries(flow.nodes))
    if (host === undefined && !nodeName.test(name))
      problems.push(problem('FLOW_NODE_BAD_NAME', name, { flow: flow.name }))
  return problems
}

/** The compiler sees to it, where there is one. */
function checkIcon(flow: CheckedFlow, icon: FlowIcon | undefined): Problem[] {
  if (icon === undefined || flowIcons.includes(icon)) return []
  const near = nearest(String(icon), flowIcons)
  return [problem('FLOW_BAD_ICON', null, { flow: flow.name, icon, near, known: flowIcons.join(', ') })]
}

function checkNode(node: FlowNode, flow: CheckedFlow): readonly Problem[] {
  const bad = (what: string, advice: string) =>
    problem('FLOW_BAD_OPTION', node.name, { flow: flow.name, problem: what, advice })
  const unnamed =
    node.permission === '' ? [bad("its permission is ''.", "Name it, or write .permission() for '<flow>.<node>'.")] : []
  try {
    return [...unnamed, ...(node.kind.check?.(node, flow) ?? [])]
  } catch {
    // Nobody who writes types gets here: a kind was given something else than its options.
    return [...unnamed, bad(`the options of ${node.kind.kind} cannot be read.`, 'Give it what its type asks for.')]
  }
}

function checkTargets(flow: CheckedFlow): Problem[] {
  const written = Object.values(flow.nodes).filter(({ host }) => host === undefined)
  return Object.values(flow.nodes).flatMap((node) =>
    node.edges.flatMap(({ to: target }) => {
      const found = flow.nodes[target]
      const details = { flow: flow.name, target }
      if (found === undefined || found.host !== undefined) {
        const near = nearest(
          target,
          written.map(({ name }) => name),
        )
        return [problem('FLOW_UNKNOWN_NODE', writtenAt(node), { ...details, near })]
      }
      return isStart(found) ? [problem('FLOW_START_HAS_ENTRY', writtenAt(node), details)] : []
    }),
  )
}

/** A boundary was written at its host. */
const writtenAt = (node: FlowNode) => node.host ?? node.name

function checkReach(flow: CheckedFlow): Problem[] {
  const nodes = Object.values(flow.nodes)
  const starts = nodes.filter(isStart)
  if (starts.length === 0) return [problem('FLOW_NO_START', null, { flow: flow.name })]
  const reached = new Set<string>()
  const front = starts.map((node) => node.name)
  for (let name = front.pop(); name !== undefined; name = front.pop()) {
    if (reached.has(name)) continue
    reached.add(name)
    // What a misspelt target probably meant is no second problem.
    for (const to of waysFrom(flow, name))
      front.push(flow.nodes[to] === undefined ? (nearest(to, Object.keys(flow.nodes)) ?? to) : to)
  }
  return nodes
    .filter((node) => node.host === undefined && !reached.has(node.name))
    .map((node) => problem('FLOW_UNREACHABLE_NODE', node.name, { flow: flow.name }))
}
