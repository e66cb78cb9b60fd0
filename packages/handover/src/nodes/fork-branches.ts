/** How a split and a deferred choice start their branches: those whose condition holds, and one for each item. */
import { quoted, type Problem } from '../errors.ts'
import type { CheckedFlow } from '../flow/kind.ts'
import { ask, fork, type Branch, type Move } from '../flow/move.ts'
import type { FlowNode } from '../flow/node.ts'
import { problem } from '../flow/report.ts'
import type { Visit } from '../flow/visit.ts'

/** Asks the conditions and the lists, and starts what comes of it. */
export function forkBranches(node: FlowNode): Move {
  const isPlain = node.edges.every(({ when, each }) => when === undefined && each === undefined)
  if (isPlain)
    return forkTo(
      node,
      [...node.edges.keys()].map((edge) => ({ edge })),
    )
  return ask({ about: 'condition', call: (visit) => branchesOf(node, visit), writes: false }, (branches) =>
    forkTo(node, branches),
  )
}

async function branchesOf(node: FlowNode, visit: Visit<any>): Promise<readonly Branch[]> {
  const branches: Branch[] = []
  for (const [edge, { when, each, to }] of node.edges.entries()) {
    if (when !== undefined && !(await when(visit))) continue
    if (each === undefined) {
      branches.push({ edge })
      continue
    }
    const items: unknown = await each(visit)
    if (!Array.isArray(items)) throw new TypeError(`each for '${to}' answered ${quoted(items)}, not an array`)
    for (const item of items) branches.push({ edge, item })
  }
  return branches
}

const forkTo = (node: FlowNode, branches: readonly Branch[]): Move =>
  fork(
    branches,
    branches.map(({ edge }) => node.edges[edge]!.to),
  )

/** Two branches or more, or one for each of many; an item comes from `each` or from `seed`, not from both. */
export function checkBranches(node: FlowNode, flow: CheckedFlow): readonly Problem[] {
  const branches = node.edges.length
  const isOne = branches === 1 && node.edges[0]!.each === undefined
  const doubled = node.edges.filter(({ each, seed }) => each !== undefined && seed !== undefined)
  return [
    ...(isOne ? [problem('FLOW_SPLIT_ONE_BRANCH', node.name, { flow: flow.name, branches })] : []),
    ...doubled.map(({ to }) =>
      problem('FLOW_BAD_OPTION', node.name, {
        flow: flow.name,
        problem: `the branch to '${to}' has both each and seed.`,
        advice: 'Let each answer with what the branches get, and remove seed.',
      }),
    ),
  ]
}
