import type { CheckedFlow } from './kind.ts'

/** Where a token at the node may turn up next: over its edges, and by its boundaries. */
export function waysFrom(flow: Pick<CheckedFlow, 'nodes'>, name: string): readonly string[] {
  const node = flow.nodes[name]
  return node === undefined ? [] : [...node.edges.map(({ to }) => to), ...node.boundaries]
}
