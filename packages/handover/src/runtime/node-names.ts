/** Nodes are renamed by `moved` of their flow; what is stored keeps the old name until its process moves again. */
import type { Scope, TaskState } from '../engine/snapshot.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'

type Names = Pick<FrozenFlow, 'graph' | 'moved'>

/** What a stored node is called now. A boundary is called after its host. */
export function nameNow({ graph, moved }: Names, name: string): string {
  if (graph[name] !== undefined) return name
  if (Object.hasOwn(moved, name)) return moved[name]!
  const [host, suffix] = name.split('__') as [string, string?]
  const border = Object.hasOwn(moved, host) ? `${moved[host]}__${suffix}` : name
  return graph[border] === undefined ? name : border
}

/** All names under which its tasks may be stored. */
export function namesOf(flow: Names, name: string): readonly string[] {
  return [name, ...Object.keys(flow.moved).filter((old) => flow.moved[old] === name)]
}

/** A stored task where it stands now; the same task when nothing was renamed. */
export function placeNow<T extends Pick<TaskState, 'node' | 'kind'>>(flow: Names, task: T): T {
  const node = nameNow(flow, task.node)
  return node === task.node ? task : { ...task, node, kind: flow.graph[node]!.kind.kind }
}

export function scopeNow(flow: Names, scope: Scope): Scope {
  const split = nameNow(flow, scope.split)
  const joined = scope.joined?.map((name) => nameNow(flow, name))
  const isSame = split === scope.split && joined?.every((name, i) => name === scope.joined![i]) !== false
  return isSame ? scope : { ...scope, split, ...(joined && { joined }) }
}
