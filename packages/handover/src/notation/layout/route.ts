import { sizes } from '../node-size.ts'
import { textOf, type PictureEdge, type PlacedNode, type Point } from '../picture.ts'

/** An edge on its way through the picture. */
export interface Route extends PictureEdge {
  readonly points: Point[]
}
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}
/** One straight stretch of a route. */
export type Stretch = readonly [Point, Point]

export const stretchesOf = (points: readonly Point[]): Stretch[] =>
  points.slice(1).map((point, i): Stretch => [points[i]!, point])

export const boxOfStretch = ([a, b]: Stretch): Box => ({
  left: Math.min(a.x, b.x),
  top: Math.min(a.y, b.y),
  right: Math.max(a.x, b.x),
  bottom: Math.max(a.y, b.y),
})

/** Whether they share more than a border. */
export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

export const widened = (box: Box, by: number): Box => ({
  left: box.left - by,
  top: box.top - by,
  right: box.right + by,
  bottom: box.bottom + by,
})

/** A node, and the text beside it. */
export function boxesOf(node: PlacedNode): Box[] {
  const shape = { left: node.x, top: node.y, right: node.x + node.width, bottom: node.y + node.height }
  const text = textOf(node)
  if (text === null) return [shape]
  const middle = node.x + node.width / 2
  const height = text.lines.length * sizes.line + 4
  const top = text.side === 'over' ? node.y - height : shape.bottom
  return [shape, { left: middle - text.width / 2, right: middle + text.width / 2, top, bottom: top + height }]
}

/** Without points in which nothing turns. */
export function straightened(points: readonly Point[]): Point[] {
  const kept = points.filter((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]]
    if (!before || !after) return true
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y))
  })
  // Where a route went there and back, two points in one place are left: they turn nothing either.
  return kept.length < points.length ? straightened(kept) : kept
}

/** Two stretches in one line that lie on each other for a while. */
export function runTogether(a: Stretch, b: Stretch): boolean {
  const [one, other] = [boxOfStretch(a), boxOfStretch(b)]
  const flat = one.top === one.bottom && other.top === other.bottom && one.top === other.top
  const steep = one.left === one.right && other.left === other.right && one.left === other.left
  if (flat) return one.left < other.right && other.left < one.right
  return steep && one.top < other.bottom && other.top < one.bottom
}

/** Two stretches that cross each other, not only touch. */
export function cross(a: Stretch, b: Stretch): boolean {
  return overlap(boxOfStretch(a), boxOfStretch(b))
}
