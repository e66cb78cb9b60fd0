import type { Game } from './game.ts'
import { isInside, type Marking, type Task } from './marking.ts'

/**
 * The visits of joins that may go on now, as in `engine/join.ts`. Of several that wait only for one another the engine
 * takes the oldest; here each of them is tried, since a marking does not know who came first.
 */
export function readyVisits(game: Game, marking: Marking): readonly Task[] {
  const waiting = marking.tasks.filter((task) => task.is === 'visit' && !isHeldBack(game, marking, task))
  const blockers = new Map(waiting.map((visit) => [visit, blockersOf(game, marking, visit)]))
  const complete = waiting.filter((visit) => isEnough(game, visit) || !game.gatherings.get(visit.node)!.pairs)
  const free = complete.filter((visit) => isEnough(game, visit) || blockers.get(visit)!.length === 0)
  if (free.length > 0) return free
  let stuck = complete
  for (let size = -1; size !== stuck.length;) {
    size = stuck.length
    stuck = stuck.filter((visit) => blockers.get(visit)!.every((blocker) => stuck.includes(blocker)))
  }
  return stuck
}

/** What is open where a token may still come from to the visit. */
export function blockersOf(game: Game, marking: Marking, visit: Task): readonly Task[] {
  const { upstream } = game.joins.byJoin[visit.node]!
  return marking.tasks.filter(
    (task) => task !== visit && upstream.has(task.node) && isInside(marking, task.scope, visit.scope),
  )
}

export function isEnough(game: Game, visit: Task): boolean {
  const { after, pairs } = game.gatherings.get(visit.node)!
  if (pairs) return game.sources.get(visit.node)!.every((source) => visit.from.includes(source))
  if (typeof after === 'function') return visit.isEnough === true
  return after !== undefined && visit.from.length >= after
}

/** A round of a blocking join waits until the rest of the round before has come. */
function isHeldBack(game: Game, marking: Marking, visit: Task): boolean {
  if (game.gatherings.get(visit.node)!.rest !== 'block') return false
  // Rounds may be nested: what belongs to this one does not hold it back.
  const others = marking.tasks.filter((task) => visit.scope === 0 || !isInside(marking, task.scope, visit.scope))
  const isUnderWay = (round: number) => others.some((task) => isInside(marking, task.scope, round))
  return marking.scopes.some((round) => round.joined.includes(visit.node) && isUnderWay(round.id))
}
