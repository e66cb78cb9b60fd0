import type { Joins } from '../joins.ts'
import type { CheckedFlow, Gathering } from '../kind.ts'
import type { FlowNode } from '../node.ts'
import { behaviorOf, type Behavior } from './behavior.ts'
import { isLocal } from './is-local.ts'

/** What is known of a flow before its tokens move. */
export interface Game {
  readonly flow: CheckedFlow
  readonly joins: Joins
  readonly behaviors: ReadonlyMap<string, Behavior>
  readonly gatherings: ReadonlyMap<string, Gathering>
  /** For joins that want one token from each: the nodes that lead there. */
  readonly sources: ReadonlyMap<string, readonly string[]>
  /** The nodes that a token may leave before others move, without anything being missed. */
  readonly local: ReadonlySet<string>
}

export function gameOf(flow: CheckedFlow, joins: Joins): Game {
  const nodes = Object.values(flow.nodes)
  const closing = nodes.filter((node) => node.kind.scope === 'closes')
  const leadsTo = (join: FlowNode) => nodes.filter((node) => node.edges.some(({ to }) => to === join.name))
  const known = {
    flow,
    joins,
    behaviors: new Map(nodes.map((node) => [node.name, behaviorOf(node)])),
    gatherings: new Map(closing.map((join) => [join.name, join.kind.gathers?.(join) ?? {}])),
    sources: new Map(closing.map((join) => [join.name, leadsTo(join).map(({ name }) => name)])),
  }
  return { ...known, local: new Set(nodes.map(({ name }) => name).filter(isLocal(known))) }
}
