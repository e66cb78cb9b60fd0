import type { Problem } from '../errors.ts'
import { nearest } from './nearest.ts'
import type { CheckedFlow } from './kind.ts'
import { problem } from './report.ts'

/** What is wrong with the renamings of a definition: `{ oldName: 'newName' }`. */
export function findBadMoves(flow: CheckedFlow, moved: Readonly<Record<string, string>>): readonly Problem[] {
  const bad = (node: string, what: string, advice: string) =>
    problem('FLOW_BAD_OPTION', null, { flow: flow.name, node, problem: what, advice })
  return Object.entries(moved).flatMap(([from, to]) => {
    if (flow.nodes[from] !== undefined)
      return bad(from, 'moved renames it, but it still exists.', `Remove it from moved, or remove the node '${from}'.`)
    if (flow.nodes[to] !== undefined) return []
    const near = nearest(to, Object.keys(flow.nodes))
    return bad(
      from,
      `moved renames it to '${to}', which does not exist.`,
      near === undefined ? 'Name a node of this flow.' : `Did you mean '${near}'?`,
    )
  })
}
