/** What may happen next, as the engine would do it: what moves by itself first, oldest first; then joins; then the world. */
import type { FlowNode } from '../node.ts'
import { addDue, decide, done, goOver, replace, withdrawInside } from './arrive.ts'
import { branchesOf } from './branches.ts'
import type { Game } from './game.ts'
import { chainOf, isInside, over, withoutEmptyScopes, type Marking, type Task } from './marking.ts'
import { blockersOf, isEnough, readyVisits } from './ready-visits.ts'

/** One thing that may happen: at which node, and what is left standing then. */
export interface Happening {
  readonly node: string
  readonly marking: Marking
  /** `entered`: a token has reached the node. `done`: it has left it. */
  readonly is: 'entered' | 'done'
}

export interface Next {
  readonly happenings: readonly Happening[]
  /** Not every set of branches of a split was tried. */
  readonly isPartial?: boolean
  /** These are the moves of one token only; the others can be had for the asking. */
  readonly all?: () => readonly Happening[]
}

/** A task in a marking. */
interface Standing {
  readonly marking: Marking
  readonly task: Task
}

export function nextMarkings(game: Game, marking: Marking): Next {
  const due = marking.tasks.find((task) => task.is === 'due')
  if (due !== undefined) return enter(game, marking, due)
  const asked = marking.tasks.find((task) => isAsked(game, task))
  if (asked !== undefined) return { happenings: [true, false].map((isEnough) => answered(marking, asked, isEnough)) }
  const ready = readyVisits(game, marking)
  if (ready.length > 0) return { happenings: ready.map((visit) => fire(game, marking, visit)) }
  const open = marking.tasks.filter((task) => task.is === 'waiting')
  const all = () => open.flatMap((task) => movesOf(game, marking, task))
  const alone = open.find((task) => game.local.has(task.node) && !mayDecide(game, marking, task))
  return alone === undefined ? { happenings: all() } : { happenings: movesOf(game, marking, alone), all }
}

function enter(game: Game, marking: Marking, task: Task): Next {
  const node = game.flow.nodes[task.node]!
  const { mayWait, goes, ends } = game.behaviors.get(task.node)!
  if (ends === 'all') return { happenings: [happening(node, over)] }
  if (ends === 'path') return { happenings: [happening(node, done(game, marking, task))] }
  const caught = node.boundaries.filter((name) => game.flow.nodes[name]!.catches !== undefined)
  const errors = caught.map((boundary) => cross(game, { marking, task }, boundary))
  if (node.kind.scope === 'opens') {
    const { choices, isPartial } = branchesOf(node)
    return { happenings: [...choices.map((edges) => fork(game, { marking, task }, edges)), ...errors], isPartial }
  }
  const ways = goes.map((edge) => leave(game, { marking, task }, edge))
  const waits = happening(node, replace(marking, task, { ...task, is: 'waiting' }), 'entered')
  return { happenings: [...(mayWait ? [waits] : errors), ...ways] }
}

function leave(game: Game, { marking, task }: Standing, edge: number): Happening {
  const node = game.flow.nodes[task.node]!
  const { withdraws } = game.behaviors.get(task.node)!
  const without = { ...marking, tasks: marking.tasks.filter((open) => open === task || !withdraws.includes(open.node)) }
  const left = done(game, without, task)
  return happening(node, goOver(game, left, { edge: node.edges[edge]!, scope: task.scope, from: task.node }))
}

function fork(game: Game, { marking, task }: Standing, edges: readonly number[]): Happening {
  const node = game.flow.nodes[task.node]!
  const left = done(game, marking, task)
  const parent = outsideOwnRound(left, task)
  if (edges.length === 0) return happening(node, passAlone(game, left, { ...task, scope: parent }))
  const id = Math.max(0, ...left.scopes.map((scope) => scope.id)) + 1
  const scope = { id, split: task.node, parent, isDecided: false, joined: [] }
  let next: Marking = { ...left, scopes: [...left.scopes, scope] }
  for (const edge of edges)
    next = goOver(game, next, { edge: node.edges[edge]!, scope: id, from: task.node, begins: true })
  return happening(node, next)
}

/** A choice that is made again closes the round before. */
function outsideOwnRound(marking: Marking, task: Task): number {
  const chain = chainOf(marking, task.scope)
  const own = chain.findIndex((scope) => scope.split === task.node)
  return own >= 0 && chain.slice(0, own + 1).every((scope) => scope.isDecided) ? chain[own]!.parent : task.scope
}

/** Without any item the token goes on behind the branches: it passes the one join that would have closed them. */
function passAlone(game: Game, marking: Marking, split: Task): Marking {
  const joins = Object.entries(game.joins.byJoin).filter(([, plan]) => plan.closes.includes(split.node))
  return joins.length === 1 ? addDue(marking, { node: joins[0]![0], scope: split.scope }) : marking
}

const isAsked = ({ gatherings }: Game, task: Task) =>
  task.is === 'visit' && task.isEnough === null && typeof gatherings.get(task.node)!.after === 'function'

const answered = (marking: Marking, visit: Task, isEnough: boolean): Happening => ({
  node: visit.node,
  marking: replace(marking, visit, { ...visit, isEnough }),
  is: 'entered',
})

function fire(game: Game, marking: Marking, visit: Task): Happening {
  const node = game.flow.nodes[visit.node]!
  const { rest = 'absorb', pairs } = game.gatherings.get(visit.node)!
  const scope = marking.scopes.find(({ id }) => id === visit.scope)
  const isEarly = isEnough(game, visit) && !pairs && blockersOf(game, marking, visit).length > 0
  let left = done(game, marking, visit)
  let place = visit.scope
  if (scope !== undefined && isEarly) {
    place = scope.parent
    if (rest === 'cancel') left = withdrawInside(left, scope.id)
    if (rest === 'absorb' || rest === 'block') left = joinedAt(left, scope.id, visit.node)
  } else if (scope !== undefined) {
    const isOccupied = left.tasks.some((task) => isInside(left, task.scope, scope.id))
    place = isOccupied ? scope.id : scope.parent
  }
  return happening(node, goOver(game, left, { edge: node.edges[0]!, scope: place, from: visit.node }))
}

const joinedAt = (marking: Marking, scope: number, join: string): Marking => ({
  ...marking,
  scopes: marking.scopes.map((open) => (open.id === scope ? { ...open, joined: [...open.joined, join] } : open)),
})

/** What may become of a task that waits: it is done, one of its boundaries fires, or it is taken. */
function movesOf(game: Game, marking: Marking, task: Task): readonly Happening[] {
  const node = game.flow.nodes[task.node]!
  const ways = isReached(marking, node)
    ? [...node.edges.keys()].map((edge) => leave(game, { marking, task }, edge))
    : []
  const boundaries = node.boundaries.filter((name) => !task.fired.includes(name))
  const crossed = boundaries.map((boundary) => cross(game, { marking, task }, boundary))
  const taken = isTakenFirst(game, marking, task) ? [happening(node, decide(game, marking, task), 'entered')] : []
  return [...ways, ...crossed, ...taken]
}

/** A milestone that is a rule may hold at any time. */
export const isReached = (marking: Marking, { milestone }: FlowNode): boolean =>
  !Array.isArray(milestone) || marking.tasks.some((open) => milestone.includes(open.node))

/** A boundary fires, or catches: its token goes on from where its host stands. */
function cross(game: Game, { marking, task: host }: Standing, name: string): Happening {
  const boundary = game.flow.nodes[name]!
  const left = boundary.isInterrupting
    ? done(game, marking, host)
    : replace(marking, host, { ...host, fired: [...host.fired, name].sort() })
  return happening(boundary, goOver(game, left, { edge: boundary.edges[0]!, scope: host.scope, from: name }))
}

const choiceOf = ({ flow }: Game, marking: Marking, task: Task) => {
  const scope = marking.scopes.find(({ id }) => id === task.scope)
  if (!task.begins || scope === undefined || scope.isDecided) return undefined
  const split = flow.nodes[scope.split]!
  return split.kind.decides?.(split)
}
const mayDecide = (game: Game, marking: Marking, task: Task) => choiceOf(game, marking, task) !== undefined
const isTakenFirst = (game: Game, marking: Marking, task: Task) => choiceOf(game, marking, task) === 'started'

const happening = (node: FlowNode, marking: Marking, is: Happening['is'] = 'done'): Happening => ({
  node: node.name,
  marking: withoutEmptyScopes(marking),
  is,
})
