import type { FrozenFlow } from '../flow/define-flow.ts'
import { waysFrom } from '../flow/ways.ts'

/** Every node after those that lead to it, loops apart: a walk from the starts, in the reverse of the order it leaves. */
export function orderNodes(graph: FrozenFlow['graph']): readonly string[] {
  const left: string[] = []
  const entered = new Set<string>()
  const enter = (name: string) => {
    entered.add(name)
    return { name, ways: [...waysFrom({ nodes: graph }, name)] }
  }
  const walk = (first: string) => {
    const path = [enter(first)]
    for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
      const next = here.ways.pop()
      if (next === undefined) left.push(path.pop()!.name)
      else if (!entered.has(next) && graph[next] !== undefined) path.push(enter(next))
    }
  }
  const names = Object.keys(graph)
  const starts = names.filter((name) => graph[name]!.kind.shape === 'start')
  for (const name of [...starts.toReversed(), ...names]) if (!entered.has(name)) walk(name)
  return left.toReversed()
}
