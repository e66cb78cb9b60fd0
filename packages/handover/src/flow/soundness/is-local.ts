import type { Edge, FlowNode } from '../node.ts'
import type { Game } from './game.ts'

/**
 * The nodes where a token may move before all others without anything being missed: whatever its move brings about
 * changes nothing for them. Otherwise a few branches side by side would have thousands of orders.
 */
export function isLocal(game: Omit<Game, 'local'>): (name: string) => boolean {
  const nodes = Object.values(game.flow.nodes)
  const watched = new Set(nodes.flatMap(({ milestone }) => (Array.isArray(milestone) ? milestone : [])))
  const withdrawn = new Set([...game.behaviors.values()].flatMap((behavior) => behavior.withdraws))
  const cutsScopes = nodes.some((node) => node.edges.some(isCut) || cancelsRest(game, node.name))
  const isKiller = (node: FlowNode) => {
    const { ends, withdraws } = game.behaviors.get(node.name)!
    return ends === 'all' || withdraws.length > 0 || node.edges.some(isCut) || cancelsRest(game, node.name)
  }
  return (name) => {
    const own = game.flow.nodes[name]!
    if (own.milestone !== undefined || watched.has(name) || withdrawn.has(name) || isKiller(own)) return false
    const { passed, joins } = consequences(game, name)
    if ([...passed].some((next) => withdrawn.has(next) || isKiller(game.flow.nodes[next]!))) return false
    // What is cut off with its scope must not have left it before.
    return !joins.some((join) => cutsScopes || waitsInTurn(game, join))
  }
}

const isCut = (edge: Edge) => edge.siblings === 'cancel'
const cancelsRest = ({ gatherings }: Omit<Game, 'local'>, name: string) => gatherings.get(name)?.rest === 'cancel'

/** Two joins that wait for each other are let go in the order in which they were reached. */
const waitsInTurn = ({ joins: { byJoin } }: Omit<Game, 'local'>, join: string) =>
  [...byJoin[join]!.upstream].some((other) => byJoin[other]?.upstream.has(join))

/** The nodes that may be entered in the same action when a token leaves `name`, and the joins it may reach. */
function consequences(game: Omit<Game, 'local'>, name: string) {
  const { nodes } = game.flow
  const joins = Object.keys(game.joins.byJoin)
  const leaving = (from: FlowNode) => [
    ...from.edges.map(({ to }) => to),
    ...from.boundaries.flatMap((boundary) => [boundary, ...nodes[boundary]!.edges.map(({ to }) => to)]),
  ]
  // A join may go on because nobody stands here any more.
  const released = joins.filter((join) => game.joins.byJoin[join]!.upstream.has(name))
  const passed = new Set([...leaving(nodes[name]!), ...released])
  for (const next of passed) {
    const { goes, mayWait } = game.behaviors.get(next)!
    if (goes.length > 0 || !mayWait) for (const more of leaving(nodes[next]!)) passed.add(more)
  }
  return { passed, joins: joins.filter((join) => passed.has(join)) }
}
