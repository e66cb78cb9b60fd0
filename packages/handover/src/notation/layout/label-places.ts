import type { Point } from '../picture.ts'
import { boxOfStretch, runTogether, stretchesOf, type Box, type Route, type Stretch } from './route.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** Between the label and its line, and from the corners of the line. */
const gap = 5
/** How far apart places are tried. */
const step = 6

export const boxAround = ({ x, y }: Point, { width, height }: Size): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
})

/**
 * Where a label may stand beside its route, the best place first: along what the route has to itself, after the trunk
 * that it shares with the others of its node, and before the one that it shares with others to its target.
 */
export function labelPlaces(route: Route, others: readonly Route[], size: Size): Point[] {
  const stretches = stretchesOf(route.points)
  const alone = stretches.flatMap((stretch) => aloneOn(stretch, others))
  const left = stretches.flatMap((stretch) =>
    aloneOn(
      stretch,
      others.filter(({ from }) => from === route.from),
    ),
  )
  const parts = [alone, left, stretches].find((some) => some.length > 0)!
  // Over a flat stretch it is read at once whose it is; at a boundary it is the title, and belongs beside the circle.
  const inOrder = route.host === null ? [...parts.filter(isFlat), ...parts.filter((part) => !isFlat(part))] : parts
  return [
    ...inOrder.flatMap((part) => placesOn(part, size)),
    ...inOrder.flatMap((part) => placesBeside(middleOf(part), part, size)),
    ...stretches.flatMap((part) => placesOn(part, size)),
  ]
}

const isFlat = ([a, b]: Stretch): boolean => a.y === b.y
const middleOf = ([a, b]: Stretch): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })

/** The parts of a stretch along which none of the others runs, in its direction. */
function aloneOn(stretch: Stretch, others: readonly Route[]): Stretch[] {
  const together = others
    .flatMap(({ points }) => stretchesOf(points))
    .filter((other) => runTogether(stretch, other))
    .map(boxOfStretch)
  return together.reduce<Stretch[]>((parts, box) => parts.flatMap((part) => without(part, box)), [stretch])
}

function without([start, end]: Stretch, box: Box): Stretch[] {
  const flat = start.y === end.y
  const at = (point: Point) => (flat ? point.x : point.y)
  const put = (place: number): Point => (flat ? { x: place, y: start.y } : { x: start.x, y: place })
  const [low, high] = flat ? [box.left, box.right] : [box.top, box.bottom]
  const isForth = at(start) < at(end)
  const [near, far] = isForth ? [low, high] : [high, low]
  const isBefore = (a: number, b: number) => (isForth ? a < b : a > b)
  if (!isBefore(near, at(end)) || !isBefore(at(start), far)) return [[start, end]]
  return [
    ...(isBefore(at(start), near) ? [[start, put(near)] as const] : []),
    ...(isBefore(far, at(end)) ? [[put(far), end] as const] : []),
  ]
}

/** On both sides of the stretch, as often as the label fits along it, from its beginning on. */
function placesOn(stretch: Stretch, size: Size): Point[] {
  const [start, end] = stretch
  const length = isFlat(stretch) ? size.width : size.height
  const [dx, dy] = [Math.sign(end.x - start.x), Math.sign(end.y - start.y)]
  const free = Math.abs(end.x - start.x) + Math.abs(end.y - start.y) - length - 2 * gap
  const times = free < 0 ? 0 : 1 + Math.floor(free / step)
  return Array.from({ length: times }, (_, i) => gap + length / 2 + i * step).flatMap((way) =>
    placesBeside({ x: start.x + dx * way, y: start.y + dy * way }, stretch, size),
  )
}

/** Over and under a flat stretch, right and left of a steep one. */
function placesBeside({ x, y }: Point, stretch: Stretch, { width, height }: Size): Point[] {
  if (isFlat(stretch))
    return [
      { x, y: y - gap - height / 2 + 2 },
      { x, y: y + gap + height / 2 },
    ]
  return [
    { x: x + gap + width / 2, y },
    { x: x - gap - width / 2, y },
  ]
}

/** Where nothing along the route is free: the nearest place to its beginning. */
export function aroundIts({ points }: Route): Point[] {
  const { x, y } = points[0]!
  const ways = Array.from({ length: 1 + 2 * reach }, (_, i) => (i - reach) * 2 * step)
  return ways
    .flatMap((dx) => ways.map((dy) => ({ x: x + dx, y: y + dy })))
    .toSorted((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y))
}
const reach = 16
