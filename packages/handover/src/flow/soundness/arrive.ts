/** How a token goes on, as in `engine/leave.ts`, `engine/join.ts` and `engine/decide.ts`. */
import type { Edge } from '../node.ts'
import type { Game } from './game.ts'
import { chainOf, isInside, type Marking, type Task } from './marking.ts'

const fresh: Pick<Task, 'fired' | 'from' | 'isEnough'> = { fired: [], from: [], isEnough: null }

interface Arrival {
  readonly node: string
  readonly scope: number
  /** The node that it comes from. */
  readonly from: string
  /** It comes straight from what opened its scope. */
  readonly begins?: boolean
}

interface Leaving extends Omit<Arrival, 'node'> {
  readonly edge: Edge
}

/** A task at the beginning of a process. */
export const startingAt = (node: string): Marking => addDue({ tasks: [], scopes: [] }, { node, scope: 0 })

/** A token that left a node goes over one of its edges. */
export function goOver(game: Game, marking: Marking, { edge, ...at }: Leaving): Marking {
  const left = edge.siblings === 'cancel' ? (game.joins.leaves[`${at.from}>${edge.to}`] ?? []) : []
  const scope = chainOf(marking, at.scope).findLast((open) => left.includes(open.split))
  if (scope === undefined) return arrive(game, marking, { ...at, node: edge.to })
  return arrive(game, withdrawInside(marking, scope.id), { node: edge.to, scope: scope.parent, from: at.from })
}

export function withdrawInside(marking: Marking, scope: number, except?: Task): Marking {
  const tasks = marking.tasks.filter((task) => task === except || !isInside(marking, task.scope, scope))
  return { ...marking, tasks }
}

function arrive(game: Game, marking: Marking, { node, scope, from, begins = false }: Arrival): Marking {
  if (game.flow.nodes[node]!.kind.scope !== 'closes') return addDue(marking, { node, scope, begins })
  const { closes } = game.joins.byJoin[node]!
  const closed = chainOf(marking, scope).find((open) => closes.includes(open.split))
  if (closed === undefined && closes.length > 0) return addDue(marking, { node, scope, begins })
  if (closed?.joined.includes(node)) return marking
  const place = closed?.id ?? 0
  const { pairs, after } = game.gatherings.get(node)!
  const isMine = (task: Task) =>
    task.is === 'visit' && task.node === node && task.scope === place && !(pairs && task.from.includes(from))
  const visit = marking.tasks.find(isMine)
  const came = [...(visit?.from ?? []), pairs ? from : '1'].sort()
  // A join that waits for all does not care how many they are.
  const counted = pairs ? came : came.slice(0, typeof after === 'number' ? after : 0)
  const isBeginning = begins && place === scope
  if (visit === undefined)
    return add(marking, { ...fresh, node, scope: place, is: 'visit', begins: isBeginning, from: counted })
  return replace(marking, visit, { ...visit, from: counted, isEnough: null, begins: visit.begins || isBeginning })
}

/** A task is done: when it begins a branch of a choice, the other branches are withdrawn. */
export function done(game: Game, marking: Marking, task: Task): Marking {
  const decided = decide(game, marking, task)
  return { ...decided, tasks: decided.tasks.filter((open) => open !== task) }
}

export function decide({ flow }: Game, marking: Marking, task: Task): Marking {
  const scope = marking.scopes.find(({ id }) => id === task.scope)
  if (!task.begins || scope === undefined || scope.isDecided) return marking
  const split = flow.nodes[scope.split]!
  if (split.kind.decides?.(split) === undefined) return marking
  const scopes = marking.scopes.map((open) => (open === scope ? { ...scope, isDecided: true } : open))
  return withdrawInside({ ...marking, scopes }, scope.id, task)
}

export const addDue = (marking: Marking, at: Pick<Arrival, 'node' | 'scope' | 'begins'>): Marking =>
  add(marking, { ...fresh, begins: false, ...at, is: 'due' })
const add = (marking: Marking, task: Task): Marking => ({ ...marking, tasks: [...marking.tasks, task] })
export const replace = (marking: Marking, task: Task, by: Task): Marking => ({
  ...marking,
  tasks: marking.tasks.map((open) => (open === task ? by : open)),
})
