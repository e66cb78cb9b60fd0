import type { Problem } from '../errors.ts'
import type { CheckedFlow } from './kind.ts'
import { problem } from './report.ts'
import { waysFrom } from './ways.ts'

/** Nodes without a way on, with too many, and loops that no path leaves. */
export function findDeadEnds(flow: CheckedFlow): readonly Problem[] {
  return [...checkExits(flow), ...checkEndings(flow)]
}

function checkExits(flow: CheckedFlow): Problem[] {
  return Object.values(flow.nodes).flatMap((node) => {
    const { exits, kind } = node.kind
    if (exits !== 'none' && node.edges.length === 0) return [problem('FLOW_DEAD_END', node.name, { flow: flow.name })]
    if (exits === 'none' && node.edges.length > 0)
      return [problem('FLOW_END_LEADS_ON', node.name, { flow: flow.name, kind, target: node.edges[0]!.to })]
    if (exits === 'one' && node.edges.length > 1)
      return [problem('FLOW_TOO_MANY_EXITS', node.name, { flow: flow.name, edges: node.edges.length, kind })]
    return []
  })
}

function checkEndings(flow: CheckedFlow): Problem[] {
  // A node without edges, or with an unknown target, has its own message already: here it counts as an end.
  const isOver = (name: string) => (flow.nodes[name]?.edges.length ?? 0) === 0
  const ends = new Set(Object.keys(flow.nodes).filter(isOver))
  const leadsOn = (name: string) => waysFrom(flow, name).some((next) => ends.has(next) || isOver(next))
  for (let grown = true; grown;) {
    const more = Object.keys(flow.nodes).filter((name) => !ends.has(name) && leadsOn(name))
    for (const name of more) ends.add(name)
    grown = more.length > 0
  }
  const endless = Object.keys(flow.nodes).filter((name) => !ends.has(name))
  return loopsOf(flow, endless).map((loop) =>
    problem('FLOW_PATH_NEVER_ENDS', loop[0]!, { flow: flow.name, path: [...loop, loop[0]].join(' → ') }),
  )
}

/** One loop for each endless region: from an endless node every edge stays endless, so following first edges finds it. */
function loopsOf(flow: CheckedFlow, endless: readonly string[]): string[][] {
  const told = new Set<string>()
  const loops: string[][] = []
  for (const start of endless) {
    const path: string[] = []
    let name = start
    while (!told.has(name) && !path.includes(name)) {
      path.push(name)
      name = flow.nodes[name]!.edges[0]!.to
    }
    if (!told.has(name)) loops.push(path.slice(path.indexOf(name)))
    for (const passed of path) told.add(passed)
  }
  return loops
}
