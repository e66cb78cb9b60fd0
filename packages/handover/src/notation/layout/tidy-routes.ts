import { isEvent, isTask } from '../node-size.ts'
import type { PlacedNode, Point } from '../picture.ts'
import { boxesOf, boxOfStretch, cross, overlap, runTogether, straightened, stretchesOf, widened } from './route.ts'
import type { Route } from './route.ts'

/** How far a route keeps from what it passes. */
const distance = 10

/**
 * Takes out turns that ELK leaves in, and lets branches leave a gateway at its lower or upper corner, as a person would
 * draw them. A way is only taken where it is free: no box touched, no further crossing, no line upon another.
 */
export function tidyRoutes(routes: readonly Route[], nodes: readonly PlacedNode[]): Route[] {
  const byName = new Map(nodes.map((node) => [node.node, node]))
  const tidied = routes.map((route) => ({ ...route, points: straightened(route.points) }))
  for (let i = 0; i < tidied.length; i++) {
    // Each round takes a turn out, so it ends.
    for (let better: Route | undefined = tidied[i]; better !== undefined;) {
      tidied[i] = better
      const now = better
      const others = tidied.filter((_, other) => other !== i)
      const ways = waysFor(now, byName).map((points) => ({ ...now, points: straightened(points) }))
      better = ways.find((way) => isFree(way, nodes) && isUndisturbed(way, now, others))
    }
  }
  return tidied
}

/** Other ways for a route, each with fewer turns. */
function waysFor(route: Route, nodes: ReadonlyMap<string, PlacedNode>): Point[][] {
  const leaving = cornersOf(nodes.get(route.from)!).flatMap((corner) => fromCorner(route.points, corner))
  const entering = cornersOf(nodes.get(route.to)!).flatMap((corner) => fromCorner(route.points.toReversed(), corner))
  return [...leaving, ...entering.map((points) => points.toReversed()), ...withoutStep(route.points)]
}

/** The corners of a gateway at which an edge may turn up or down. */
function cornersOf(node: PlacedNode): Point[] {
  if (isTask(node.shape) || isEvent(node.shape)) return []
  const x = node.x + node.width / 2
  const upper = node.title === '' ? [{ x, y: node.y }] : []
  return [...upper, { x, y: node.y + node.height }]
}

/** Straight up or down from the corner instead of sideways first. */
function fromCorner([start, first, second, third, ...rest]: readonly Point[], corner: Point): Point[][] {
  if (!start || !first || !second || !third || start.y !== first.y || second.y !== third.y) return []
  const leadsThere = Math.sign(second.y - first.y) === Math.sign(corner.y - start.y)
  const goesOn = Math.sign(third.x - second.x) === Math.sign(first.x - start.x)
  return leadsThere && goesOn ? [[corner, { x: corner.x, y: third.y }, third, ...rest]] : []
}

/** Two turns of a step become one; the first and the last stretch keep their direction. */
function withoutStep(points: readonly Point[]): Point[][] {
  return points.slice(3).flatMap((end, i) => {
    const [start, first] = [points[i]!, points[i + 1]!]
    const isSteep = start.x === first.x
    const corners = [
      { keeps: 'start', x: isSteep ? start.x : end.x, y: isSteep ? end.y : start.y },
      { keeps: 'end', x: isSteep ? end.x : start.x, y: isSteep ? start.y : end.y },
    ]
    const [isFirst, isLast] = [i === 0, i + 4 === points.length]
    return corners
      .filter(({ keeps }) => (keeps === 'start' ? !isLast : !isFirst))
      .map(({ x, y }) => [...points.slice(0, i + 1), { x, y }, ...points.slice(i + 3)])
  })
}

/** Only where it leaves and where it arrives may a route come close to a node. */
function isFree({ from, to, points }: Route, nodes: readonly PlacedNode[]): boolean {
  const stretches = stretchesOf(points).map(boxOfStretch)
  const keepsFrom = (node: PlacedNode, i: number) =>
    (i === 0 && node.node === from) || (i === stretches.length - 1 && node.node === to) ? 0 : distance
  return nodes.every((node) =>
    boxesOf(node).every((box) => !stretches.some((stretch, i) => overlap(stretch, widened(box, keepsFrom(node, i))))),
  )
}

function isUndisturbed(way: Route, now: Route, others: readonly Route[]): boolean {
  const strangers = others.filter((other) => other.from !== way.from && other.to !== way.to)
  return (
    !strangers.some((other) => meets(way, other, runTogether) > 0) && crossings(way, others) <= crossings(now, others)
  )
}
const crossings = (route: Route, others: readonly Route[]): number =>
  others.reduce((sum, other) => sum + meets(route, other, cross), 0)
const meets = (one: Route, other: Route, how: typeof cross): number =>
  stretchesOf(one.points).reduce((sum, a) => sum + stretchesOf(other.points).filter((b) => how(a, b)).length, 0)
